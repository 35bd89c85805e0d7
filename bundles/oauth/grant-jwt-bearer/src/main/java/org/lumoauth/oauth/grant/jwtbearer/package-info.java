/**
 * The JWT bearer grant: a client gets a token about a user because an issuer outside, whom the
 * tenant trusts, says who that is.
 */
package org.lumoauth.oauth.grant.jwtbearer;
