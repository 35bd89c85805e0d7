package org.lumoauth.platform.directory;

import java.util.OptionalLong;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.StaleDataException;

/** Optimistic locking, as HTTP has it (RFC 9110 section 13.1.1). */
final class VersionPrecondition {
  private VersionPrecondition() {}

  /**
   * Refuses a change to another version than the caller knows.
   *
   * @throws ApiException 412 {@code precondition_failed}
   */
  static void requireMatch(OptionalLong expected, long actual) {
    if (expected.isPresent() && expected.getAsLong() != actual) {
      throw preconditionFailed();
    }
  }

  /** 412; 503 {@code temporarily_unavailable} where the same can be sent again. */
  static ApiException preconditionFailed(StaleDataException overtaken) {
    return overtaken.isBusy() ? overtaken.toApiException() : preconditionFailed();
  }

  /** 412: somebody else was faster. */
  static ApiException preconditionFailed() {
    return new ApiException(
        412, "precondition_failed", "It was changed meanwhile: read it again, then change it.");
  }
}
