/**
 * Refresh tokens (RFC 6749 section 6, RFC 9700 section 4.14): how they are given, rotated and taken
 * back.
 *
 * <p>All tokens that descend from one grant are a family, which is one row. A token names its
 * family and its generation, under a keyed hash, so that any that was ever given is known again for
 * as long as the family lives, and none has to be stored. Refreshing moves the generation by one
 * atomic statement: whoever shows an older one shows a copy, and the family ends.
 */
package org.lumoauth.oauth.grant.refreshtoken;
