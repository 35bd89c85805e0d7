/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.token;

import java.time.Duration;

/** The token types, each with its own {@code typ}, so that they cannot be confused. */
public enum AAuthTokenType {
  /** Binds an agent or its delegate to its signing key. */
  AGENT("agent+jwt", Duration.ofSeconds(3600)),
  /** States the access that a resource requires an agent to request. */
  RESOURCE("resource+jwt", Duration.ofSeconds(300)),
  /** Permits an agent to use a resource. */
  AUTH("auth+jwt", Duration.ofSeconds(900));

  private final String type;
  private final Duration lifetime;

  AAuthTokenType(String type, Duration lifetime) {
    this.type = type;
    this.lifetime = lifetime;
  }

  /** Returns the {@code typ} header value. */
  public String type() {
    return type;
  }

  /** Returns the lifetime of tokens of this type. */
  public Duration lifetime() {
    return lifetime;
  }
}
