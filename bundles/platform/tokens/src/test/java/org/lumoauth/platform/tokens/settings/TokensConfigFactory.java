/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import java.lang.annotation.Annotation;
import org.lumoauth.platform.tokens.TokensConfig;

/** Configurations of the operator. */
public final class TokensConfigFactory {

  private TokensConfigFactory() {}

  /** The defaults but for the algorithm. */
  @SuppressWarnings("BadAnnotationImplementation") // compared nowhere
  public static TokensConfig signing(String algorithm) {
    return new TokensConfig() {
      @Override
      public String signingAlgorithm() {
        return algorithm;
      }

      @Override
      public long maxLifetimeSeconds() {
        return 2_592_000;
      }

      @Override
      public long maxGrantedLifetimeSeconds() {
        return 86_400;
      }

      @Override
      public long clockSkewSeconds() {
        return 5;
      }

      @Override
      public int cachedTokens() {
        return 1_000;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return TokensConfig.class;
      }
    };
  }
}
