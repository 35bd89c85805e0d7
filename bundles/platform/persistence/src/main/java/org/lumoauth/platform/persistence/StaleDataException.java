package org.lumoauth.platform.persistence;

import java.time.Duration;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.ClientFacingException;

/** Others got ahead: nothing of what was to be written is. */
public final class StaleDataException extends RuntimeException implements ClientFacingException {

  private final boolean busy;

  /** A row was changed by somebody else since it was read. */
  public StaleDataException(Throwable cause) {
    this("the row was changed meanwhile", cause, false);
  }

  private StaleDataException(String message, Throwable cause, boolean busy) {
    super(message, cause);
    this.busy = busy;
  }

  /** The database gave this one up for another, or it waited for one too long. */
  public static StaleDataException busy(Throwable cause) {
    return new StaleDataException("others were ahead in the database", cause, true);
  }

  /** Whether nobody need have changed what was read: the same can be sent again. */
  public boolean isBusy() {
    return busy;
  }

  /** 409 {@code conflict}; 503 {@code temporarily_unavailable} where the same can be sent again. */
  @Override
  public ApiException toApiException() {
    return busy
        ? ApiException.temporarilyUnavailable(
            "Too many change the same now; try again shortly.", Duration.ofSeconds(1))
        : new ApiException(409, "conflict", "It was changed meanwhile; read it again.");
  }
}
