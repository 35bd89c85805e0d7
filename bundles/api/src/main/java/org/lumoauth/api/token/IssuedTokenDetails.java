/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

/**
 * A newly issued token with its content.
 *
 * @param issued the token
 * @param token the content, as {@link TokenService#verifyForAnyAudience} returns it
 */
public record IssuedTokenDetails(IssuedToken issued, VerifiedToken token) {}
