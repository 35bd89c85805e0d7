/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import java.util.OptionalLong;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.StaleDataException;

/** Checks versions for optimistic locking with HTTP (RFC 9110 section 13.1.1). */
public final class VersionPreconditionValidator {
  private VersionPreconditionValidator() {}

  /**
   * Rejects a change if the version differs from the one the caller read.
   *
   * @throws ApiException 412 {@code precondition_failed}
   */
  public static void requireMatch(OptionalLong expected, long actual) {
    if (expected.isPresent() && expected.getAsLong() != actual) {
      throw preconditionFailed();
    }
  }

  /**
   * Returns a 412 error, or 503 {@code temporarily_unavailable} if the same request can be retried.
   */
  public static ApiException preconditionFailed(StaleDataException overtaken) {
    return overtaken.isBusy() ? overtaken.toApiException() : preconditionFailed();
  }

  /** Returns a 412 error after a concurrent change. */
  static ApiException preconditionFailed() {
    return new ApiException(
        412,
        "precondition_failed",
        "The resource was changed by another request. Read it again, then retry " + "the change.");
  }
}
