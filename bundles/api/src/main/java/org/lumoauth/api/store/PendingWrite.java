package org.lumoauth.api.store;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A change that goes on beside whoever began it. Who did asks for its end, on the same thread,
 * before anybody is told of it, and closes it whatever comes in between: until then it may not have
 * been looked at.
 */
public final class PendingWrite implements AutoCloseable {

  private final BooleanSupplier end;
  private boolean asked;
  private Optional<Boolean> made = Optional.empty();

  /**
   * A change that was begun.
   *
   * @param end waits until it is durable, and tells whether it was made; asked once
   */
  public PendingWrite(BooleanSupplier end) {
    this.end = end;
  }

  /**
   * Waits until the change is durable.
   *
   * @return whether it was made
   * @throws org.lumoauth.api.web.ApiException 503 where the store can't be reached or does not
   *     answer in time: nobody knows whether it was made
   * @throws IllegalStateException if this failed before
   */
  public boolean awaitResult() {
    if (!asked) {
      asked = true;
      made = Optional.of(end.getAsBoolean());
    }
    return made.orElseThrow(() -> new IllegalStateException("it is not known how this ended"));
  }

  /** Waits for it where nobody did, and fails as {@link #awaitResult} does then. */
  @Override
  public void close() {
    if (!asked) {
      awaitResult();
    }
  }
}
