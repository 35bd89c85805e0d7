package org.lumoauth.agents.aauth.token;

import java.time.Duration;

/** The kinds of tokens, each with a type of its own so that none is taken for another. */
public enum AAuthTokenType {
  /** Says which key an agent, or somebody for it, signs with. */
  AGENT("agent+jwt", Duration.ofSeconds(3600)),
  /** Says what a resource wants an agent to ask for. */
  RESOURCE("resource+jwt", Duration.ofSeconds(300)),
  /** Lets an agent use a resource. */
  AUTH("auth+jwt", Duration.ofSeconds(900));

  private final String type;
  private final Duration lifetime;

  AAuthTokenType(String type, Duration lifetime) {
    this.type = type;
    this.lifetime = lifetime;
  }

  /** The header's {@code typ}. */
  public String type() {
    return type;
  }

  /** How long one lives. */
  public Duration lifetime() {
    return lifetime;
  }
}
