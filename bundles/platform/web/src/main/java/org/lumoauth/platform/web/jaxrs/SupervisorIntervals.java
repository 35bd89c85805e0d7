/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.time.Duration;

/**
 * The intervals and timeouts of the supervisor.
 *
 * @param settle before the first publication: the whiteboard registers itself before it listens
 * @param supervise between two checks of all applications
 * @param lost until an application that does not respond is considered lost
 * @param drain until an application is removed regardless of its requests in progress
 */
record SupervisorIntervals(Duration settle, Duration supervise, Duration lost, Duration drain) {
  static final SupervisorIntervals USUAL =
      new SupervisorIntervals(
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofSeconds(3),
          Duration.ofSeconds(30));
}
