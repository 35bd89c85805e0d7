/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Applications that receive no new requests until those in progress are done. Confined to one
 * thread.
 */
final class DrainingApplications {

  private final Map<PublishedApplication, Long> leaving = new HashMap<>();
  private final Duration drain;
  private final Runnable gone;

  /**
   * @param drain how long to wait for requests
   * @param gone called after the removal of an application
   */
  DrainingApplications(Duration drain, Runnable gone) {
    this.drain = drain;
    this.gone = gone;
  }

  void startDraining(PublishedApplication application) {
    leaving.put(application, System.nanoTime());
  }

  /**
   * Removes applications that are idle or have reached the timeout.
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
