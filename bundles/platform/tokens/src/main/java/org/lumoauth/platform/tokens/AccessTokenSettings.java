package org.lumoauth.platform.tokens;

import java.time.Duration;
import org.lumoauth.platform.tokens.revocation.Lifetimes;

/**
 * What the operator set.
 *
 * @param lifetimes no token lives longer
 * @param clockSkew how far in the future a token may have been issued
 * @param cachedTokens verified tokens in memory
 */
record AccessTokenSettings(Lifetimes lifetimes, Duration clockSkew, int cachedTokens) {

  static AccessTokenSettings of(TokensConfig config) {
    return new AccessTokenSettings(
        new Lifetimes(
            Duration.ofSeconds(config.maxLifetimeSeconds()),
            Duration.ofSeconds(config.maxGrantedLifetimeSeconds())),
        Duration.ofSeconds(config.clockSkewSeconds()),
        config.cachedTokens());
  }
}
