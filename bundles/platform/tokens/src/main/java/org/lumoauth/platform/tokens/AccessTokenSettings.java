package org.lumoauth.platform.tokens;

import java.time.Duration;

/**
 * What the operator set.
 *
 * @param maxLifetime no token lives longer
 * @param clockSkew how far in the future a token may have been issued
 * @param cachedTokens verified tokens in memory
 */
record AccessTokenSettings(Duration maxLifetime, Duration clockSkew, int cachedTokens) {

  static AccessTokenSettings of(TokensConfig config) {
    return new AccessTokenSettings(
        Duration.ofSeconds(config.maxLifetimeSeconds()),
        Duration.ofSeconds(config.clockSkewSeconds()),
        config.cachedTokens());
  }
}
