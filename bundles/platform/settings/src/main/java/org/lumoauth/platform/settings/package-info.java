/** Settings of tenants. */
@TenantTables("settings_value")
package org.lumoauth.platform.settings;

import org.lumoauth.platform.persistence.TenantTables;
