/**
 * Issues, rotates and revokes refresh tokens (RFC 6749 section 6, RFC 9700 section 4.14).
 *
 * <p>All tokens that descend from one grant form a family, which is stored as one row. A token
 * contains its family and its generation, protected by a keyed hash. Every token ever issued can
 * therefore be recognized while the family exists, and no token needs to be stored. Refreshing
 * increments the generation in one atomic statement. If an older generation is presented, it is a
 * copy, and the family is revoked.
 */
@TenantTables("rft_family")
package org.lumoauth.oauth.grant.refreshtoken;

import org.lumoauth.platform.persistence.TenantTables;
