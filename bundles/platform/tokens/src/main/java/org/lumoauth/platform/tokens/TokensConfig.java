package org.lumoauth.platform.tokens;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.platform.tokens.cfg}. */
@ObjectClassDefinition(name = "LumoAuth tokens", description = "Access tokens.")
public @interface TokensConfig {

  /** The pid. */
  String PID = "org.lumoauth.platform.tokens";

  @AttributeDefinition(
      name = "Signature algorithm of access tokens",
      description = "ES256, RS256, PS256 or Ed25519.")
  String signingAlgorithm() default "ES256";

  @AttributeDefinition(
      name = "Longest lifetime of an access token in seconds",
      description = "A longer one asked for is cut. Keep keys' overlap at least as long.")
  long maxLifetimeSeconds() default 2_592_000;

  @AttributeDefinition(
      name = "Longest lifetime of an access token that people granted, in seconds",
      description =
          "One made from a grant or in a session; a longer one asked for is cut. What has ended is"
              + " remembered as long as this.")
  long maxGrantedLifetimeSeconds() default 86_400;

  @AttributeDefinition(
      name = "Clock skew in seconds",
      description = "How far the clocks of two nodes may differ: a token from the future is bad.")
  long clockSkewSeconds() default 5;

  @AttributeDefinition(
      name = "Verified tokens in memory",
      description =
          "A token in memory needs no second signature check. At most, of a usual length; all"
              + " together take an eighth of the heap at most.")
  int cachedTokens() default 100_000;
}
