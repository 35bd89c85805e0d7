package org.lumoauth.platform.web.jaxrs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Applications that get no new requests, until those under way are done. Of one thread. */
final class DrainingApplications {

  private final Map<PublishedApplication, Long> leaving = new HashMap<>();
  private final Duration drain;
  private final Runnable gone;

  /**
   * @param drain how long requests are waited for
   * @param gone what is done after one has left
   */
  DrainingApplications(Duration drain, Runnable gone) {
    this.drain = drain;
    this.gone = gone;
  }

  void startDraining(PublishedApplication application) {
    leaving.put(application, System.nanoTime());
  }

  /**
   * Lets those go that are idle, or were waited for.
   *
   * @param now by {@link System#nanoTime}
   */
  void finishIdle(long now) {
    leaving
        .entrySet()
        .removeIf(
            entry -> {
              if (!entry.getKey().isIdle() && now - entry.getValue() < drain.toNanos()) {
                return false;
              }
              entry.getKey().unregister();
              gone.run();
              return true;
            });
  }
}
