/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The lifecycle status of an agent. */
public enum AgentStatus {
  /** Registered, but not yet admitted. */
  PENDING,
  /** Active: the agent may act. */
  ACTIVE,
  /** Suspended: all its credentials and tokens are rejected until it is active again. */
  SUSPENDED,
  /** Retired permanently; its credentials are deleted. */
  RETIRED;

  /** Returns the name on the wire, in lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the status with this name on the wire. */
  public static Optional<AgentStatus> fromWire(String wire) {
    return Arrays.stream(values()).filter(status -> status.wire().equals(wire)).findFirst();
  }
}
