package org.lumoauth.api.token;

/**
 * A token just made, and what it says.
 *
 * @param issued the token
 * @param token what {@link TokenService#verifyForAnyAudience} tells of it
 */
public record IssuedTokenDetails(IssuedToken issued, VerifiedToken token) {}
