/**
 * Access tokens: issuing, verifying, revoking. {@link
 * org.lumoauth.platform.tokens.AccessTokenService} is the only maker of tokens, and the gate stands
 * in both of its ways.
 */
package org.lumoauth.platform.tokens;
