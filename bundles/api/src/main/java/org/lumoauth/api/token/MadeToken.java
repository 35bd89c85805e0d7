package org.lumoauth.api.token;

/**
 * A token just made, and what it says.
 *
 * @param issued the token
 * @param token what {@link TokenService#inspect} tells of it
 */
public record MadeToken(IssuedToken issued, VerifiedToken token) {}
