/**
 * Ends sessions for clients: RP-initiated, front-channel and back-channel logout, and session
 * management (OpenID Connect).
 */
@TenantTables({"lgo_session_client", "lgo_delivery"})
@NullMarked
package org.lumoauth.oauth.logout;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
