package org.lumoauth.platform.directory;

import java.util.OptionalLong;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.StaleDataException;

/** Optimistic locking, as HTTP has it (RFC 9110 section 13.1.1). */
final class Versions {
  private Versions() {}

  /**
   * Refuses a change to another version than the caller knows.
   *
   * @throws Problem 412 {@code precondition_failed}
   */
  static void require(OptionalLong expected, long actual) {
    if (expected.isPresent() && expected.getAsLong() != actual) {
      throw changed();
    }
  }

  /** 412; 503 {@code temporarily_unavailable} where the same can be sent again. */
  static Problem changed(StaleDataException overtaken) {
    return overtaken.isBusy() ? overtaken.problem() : changed();
  }

  /** 412: somebody else was faster. */
  static Problem changed() {
    return new Problem(
        412, "precondition_failed", "It was changed meanwhile: read it again, then change it.");
  }
}
