/** Browser sessions. */
@TenantTables("sessions_session")
package org.lumoauth.authn.sessions;

import org.lumoauth.platform.persistence.TenantTables;
