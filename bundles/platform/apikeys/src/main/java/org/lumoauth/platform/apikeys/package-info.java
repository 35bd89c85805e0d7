/** API keys of tenants and the operator's bootstrap key. */
@TenantTables("apikeys_key")
package org.lumoauth.platform.apikeys;

import org.lumoauth.platform.persistence.TenantTables;
