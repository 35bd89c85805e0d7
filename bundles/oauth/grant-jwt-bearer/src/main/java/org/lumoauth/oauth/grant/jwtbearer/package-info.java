/**
 * The JWT bearer grant: a client gets a token about a user for an assertion of an external issuer
 * that the tenant trusts.
 */
@NullMarked
package org.lumoauth.oauth.grant.jwtbearer;

import org.jspecify.annotations.NullMarked;
