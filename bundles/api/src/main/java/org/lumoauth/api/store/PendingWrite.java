/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.store;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A write that continues concurrently with its caller. On the same thread, the caller must wait for
 * its result before reporting it, and must close it in any case: until then, its outcome is
 * unknown.
 */
public final class PendingWrite implements AutoCloseable {

  private final BooleanSupplier end;
  private boolean asked;
  private Optional<Boolean> made = Optional.empty();

  /**
   * Creates a pending write.
   *
   * @param end waits until the write is durable, and returns whether it was applied; called once
   */
  public PendingWrite(BooleanSupplier end) {
    this.end = end;
  }

  /**
   * Waits until the write is durable.
   *
   * @return whether it was applied
   * @throws org.lumoauth.api.web.ApiException 503 if the store cannot be reached or does not answer
   *     in time: the outcome is then unknown
   * @throws IllegalStateException if an earlier call failed
   */
  public boolean awaitResult() {
    if (!asked) {
      asked = true;
      made = Optional.of(end.getAsBoolean());
    }
    return made.orElseThrow(
        () -> new IllegalStateException("the outcome of this write is unknown"));
  }

  /** Waits for the result if the caller did not, and then fails as {@link #awaitResult} does. */
  @Override
  public void close() {
    if (!asked) {
      awaitResult();
    }
  }
}
