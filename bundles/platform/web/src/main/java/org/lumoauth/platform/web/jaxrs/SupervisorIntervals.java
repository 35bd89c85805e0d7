package org.lumoauth.platform.web.jaxrs;

import java.time.Duration;

/**
 * How often the publisher looks, and how long it waits.
 *
 * @param settle before anything is published: the whiteboard announces itself before it listens
 * @param supervise between two looks at all applications
 * @param lost until an application that does not answer is taken to be lost
 * @param drain until an application that leaves is taken away whatever is under way in it
 */
record SupervisorIntervals(Duration settle, Duration supervise, Duration lost, Duration drain) {
  static final SupervisorIntervals USUAL =
      new SupervisorIntervals(
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofSeconds(3),
          Duration.ofSeconds(30));
}
