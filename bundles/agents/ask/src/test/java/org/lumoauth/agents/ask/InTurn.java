package org.lumoauth.agents.ask;

import java.util.concurrent.Executor;

/** Runs what it is given until that ends, or waits for something: then the next has its turn. */
final class InTurn implements Executor {

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
