/**
 * Adds dynamic client registration (RFC 7591, OpenID Connect Registration) and its management (RFC
 * 7592). Clients register themselves with a credential or, if the tenant permits it, without one.
 * They update or delete their registration with the registration access token.
 */
@TenantTables("dcr_registration")
@NullMarked
package org.lumoauth.oauth.dcr;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
