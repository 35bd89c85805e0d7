/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.risk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The risk level of a permission. */
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** Returns the name on the wire, in lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the risk level with this name on the wire. */
  public static Optional<RiskLevel> named(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findFirst();
  }

  public RiskLevel atLeast(RiskLevel other) {
    return compareTo(other) < 0 ? other : this;
  }
}
