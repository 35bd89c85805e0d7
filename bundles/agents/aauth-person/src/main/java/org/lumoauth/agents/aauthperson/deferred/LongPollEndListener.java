/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/**
 * Detects that the container completed a held request, after which its response object may belong
 * to another request.
 *
 * @param then the reaction
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
    // not used by this listener
  }
}
