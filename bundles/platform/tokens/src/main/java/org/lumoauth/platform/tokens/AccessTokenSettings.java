/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import java.time.Duration;
import org.lumoauth.platform.tokens.revocation.TokenLifetimeLimits;

/**
 * The operator's settings.
 *
 * @param lifetimes the maximum lifetimes of tokens
 * @param clockSkew how far in the future a token may have been issued
 * @param cachedTokens the maximum number of verified tokens in memory
 */
record AccessTokenSettings(TokenLifetimeLimits lifetimes, Duration clockSkew, int cachedTokens) {

  static AccessTokenSettings of(TokensConfig config) {
    return new AccessTokenSettings(
        new TokenLifetimeLimits(
            Duration.ofSeconds(config.maxLifetimeSeconds()),
            Duration.ofSeconds(config.maxGrantedLifetimeSeconds())),
        Duration.ofSeconds(config.clockSkewSeconds()),
        config.cachedTokens());
  }
}
