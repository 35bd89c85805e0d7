/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.platform.tokens.cfg}. */
@ObjectClassDefinition(name = "LumoAuth tokens", description = "Access tokens.")
public @interface TokensConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.tokens";

  @AttributeDefinition(
      name = "Signature algorithm of access tokens",
      description = "ES256, RS256, PS256 or Ed25519.")
  String signingAlgorithm() default "ES256";

  @AttributeDefinition(
      name = "Maximum lifetime of an access token in seconds",
      description =
          "A longer requested lifetime is shortened. Set the overlap of signing keys "
              + "to at least this value.")
  long maxLifetimeSeconds() default 2_592_000;

  @AttributeDefinition(
      name = "Maximum lifetime of an access token granted by a person, in seconds",
      description =
          "Applies to tokens issued from a grant or in a session; a longer requested "
              + "lifetime is shortened. Ended"
              + " sessions and grants are remembered for this time.")
  long maxGrantedLifetimeSeconds() default 86_400;

  @AttributeDefinition(
      name = "Clock skew in seconds",
      description =
          "How far the clocks of two nodes may differ. A token issued further in the "
              + "future is rejected.")
  long clockSkewSeconds() default 5;

  @AttributeDefinition(
      name = "Verified tokens in memory",
      description =
          "A cached token needs no second signature check. The maximum number for "
              + "tokens of usual length; all"
              + " of them use at most an eighth of the heap.")
  int cachedTokens() default 100_000;
}
