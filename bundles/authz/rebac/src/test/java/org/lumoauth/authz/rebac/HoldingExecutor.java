/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks immediately, or holds them until a test releases them. Refuses tasks beyond its limit.
 */
public final class HoldingExecutor implements Executor {

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int places = -1;

  /** Holds so much from now on. */
  void hold(int most) {
    places = most;
  }

  /** Does what was held. */
  void release() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  @Override
  public void execute(Runnable work) {
    if (places < 0) {
      work.run();
    } else if (waiting.size() < places) {
      waiting.add(work);
    } else {
      throw new RejectedExecutionException("no place is left");
    }
  }
}
