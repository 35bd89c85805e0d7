package org.lumoauth.agents.jit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much harm a permission can do. */
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The name on the wire, in lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The risk of this name on the wire. */
  public static Optional<RiskLevel> named(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findFirst();
  }

  RiskLevel atLeast(RiskLevel other) {
    return compareTo(other) < 0 ? other : this;
  }
}
