/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs a task until it ends or waits, then lets the next task run. */
final class TurnTakingExecutor extends ThreadPoolExecutor {

  TurnTakingExecutor() {
    super(0, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
  }

  @Override
  public void execute(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
