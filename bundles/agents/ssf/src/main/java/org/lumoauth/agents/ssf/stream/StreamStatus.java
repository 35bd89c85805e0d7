/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The status of a stream (SSF section 8.1.2.1). */
public enum StreamStatus {
  /** Events are delivered. */
  ENABLED,
  /** Events are queued but not delivered. */
  PAUSED,
  /** Events are neither queued nor delivered. */
  DISABLED;

  /** Returns the name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the status with this name on the wire. */
  public static Optional<StreamStatus> named(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findFirst();
  }
}
