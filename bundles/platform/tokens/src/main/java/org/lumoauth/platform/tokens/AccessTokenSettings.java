package org.lumoauth.platform.tokens;

import java.time.Duration;
import org.lumoauth.api.key.SigningKeys.Algorithm;

/**
 * What the operator set.
 *
 * @param algorithm signs access tokens
 * @param maxLifetime no token lives longer
 * @param clockSkew how far in the future a token may have been issued
 * @param cachedTokens verified tokens in memory
 */
record AccessTokenSettings(
    Algorithm algorithm, Duration maxLifetime, Duration clockSkew, int cachedTokens) {

  static AccessTokenSettings of(TokensConfig config) {
    return new AccessTokenSettings(
        Algorithm.valueOf(config.signingAlgorithm()),
        Duration.ofSeconds(config.maxLifetimeSeconds()),
        Duration.ofSeconds(config.clockSkewSeconds()),
        config.cachedTokens());
  }
}
