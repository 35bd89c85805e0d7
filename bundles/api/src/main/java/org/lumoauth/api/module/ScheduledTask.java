package org.lumoauth.api.module;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * A turn of work that comes again and again on a schedule. An executor gives up the whole schedule
 * after a turn that throws. What goes wrong while the database is away, while modules are swapped
 * (a class that is not there for a moment is a {@link LinkageError}), or where something was too
 * deep for the stack, must not do that: it is told, and the next turn tries again. Any other error,
 * as {@link OutOfMemoryError}, is told and thrown on: a next turn would do no better.
 *
 * @param work what is done in a turn
 * @param failed is told what a turn failed with
 */
public record ScheduledTask(Runnable work, Consumer<Throwable> failed) implements Runnable {

  public ScheduledTask {
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(failed, "failed");
  }

  @Override
  public void run() {
    try {
      work.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      failed.accept(e);
    } catch (Error e) { // the executor keeps it to itself
      failed.accept(e);
      throw e;
    }
  }
}
