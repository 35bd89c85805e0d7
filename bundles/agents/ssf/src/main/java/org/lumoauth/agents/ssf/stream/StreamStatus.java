package org.lumoauth.agents.ssf.stream;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a stream's events (SSF section 8.1.2.1). */
public enum StreamStatus {
  /** They go out. */
  ENABLED,
  /** They wait. */
  PAUSED,
  /** There are none. */
  DISABLED;

  /** As it is written. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status that is written so. */
  public static Optional<StreamStatus> named(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findFirst();
  }
}
