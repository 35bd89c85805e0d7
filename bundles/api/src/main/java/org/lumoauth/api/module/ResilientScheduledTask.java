/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * A repeated task that continues after failures: an executor cancels a schedule after an exception.
 * Failures because the database is unavailable, modules are being replaced (a temporarily missing
 * class is a {@link LinkageError}), or a stack overflow are therefore reported, and the next run
 * retries. Any other error, such as {@link OutOfMemoryError}, is reported and rethrown, because a
 * retry would not help.
 *
 * @param work the work of a run
 * @param failed receives the failure of a run
 */
public record ResilientScheduledTask(Runnable work, Consumer<Throwable> failed)
    implements Runnable {

  public ResilientScheduledTask {
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(failed, "failed");
  }

  @Override
  public void run() {
    try {
      work.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      failed.accept(e);
    } catch (Error e) { // The executor would not report it.
      failed.accept(e);
      throw e;
    }
  }
}
