package org.lumoauth.agents.aauthperson.deferred;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/**
 * Hears that the container ended a request that is held: its answer may be that of another request
 * from then on.
 *
 * @param then what to do about it
 */
record LongPollEndListener(Runnable then) implements AsyncListener {

  @Override
  public void onComplete(AsyncEvent event) {
    then.run();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    then.run();
  }

  @Override
  public void onError(AsyncEvent event) {
    then.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // nobody does
  }
}
