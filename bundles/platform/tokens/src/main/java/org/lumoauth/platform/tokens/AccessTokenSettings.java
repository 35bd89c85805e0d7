package org.lumoauth.platform.tokens;

import java.time.Duration;
import org.lumoauth.platform.tokens.revocation.TokenLifetimeLimits;

/**
 * What the operator set.
 *
 * @param lifetimes no token lives longer
 * @param clockSkew how far in the future a token may have been issued
 * @param cachedTokens verified tokens in memory
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
