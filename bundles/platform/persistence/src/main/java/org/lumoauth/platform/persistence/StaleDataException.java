/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import java.time.Duration;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.ClientFacingException;

/** A concurrent change prevented a write. The transaction had no effect. */
public final class StaleDataException extends RuntimeException implements ClientFacingException {

  private final boolean busy;

  /** Creates an exception for a row changed since it was read. */
  public StaleDataException(Throwable cause) {
    this("the row was changed concurrently", cause, false);
  }

  private StaleDataException(String message, Throwable cause, boolean busy) {
    super(message, cause);
    this.busy = busy;
  }

  /** Creates an exception for a deadlock victim or a lock timeout. */
  public static StaleDataException busy(Throwable cause) {
    return new StaleDataException("a conflict with concurrent transactions", cause, true);
  }

  /**
   * Returns whether the same request can be retried unchanged, because the data need not have
   * changed.
   */
  public boolean isBusy() {
    return busy;
  }

  /**
   * Returns 409 {@code conflict}, or 503 {@code temporarily_unavailable} if the same request can be
   * retried.
   */
  @Override
  public ApiException toApiException() {
    return busy
        ? ApiException.temporarilyUnavailable(
            "Too many concurrent changes of the same resource. Try again shortly.",
            Duration.ofSeconds(1))
        : new ApiException(
            409,
            "conflict",
            "The resource was changed by another request. Read it again, then retry.");
  }
}
