package org.lumoauth.api.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an agent stands in its life. */
public enum AgentStatus {
  /** Registered, not let in yet. */
  PENDING,
  /** May act. */
  ACTIVE,
  /** Stopped: every credential and token of it is refused until it is active again. */
  SUSPENDED,
  /** Stopped for good; its credentials are gone. */
  RETIRED;

  /** The name on the wire, in lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of this name on the wire. */
  public static Optional<AgentStatus> fromWire(String wire) {
    return Arrays.stream(values()).filter(status -> status.wire().equals(wire)).findFirst();
  }
}
