package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * The tour at the end of {@code ./lumoauth up}: every tool of a real catalogue is asked for. The
 * JVM has the options that it is shipped with, which those of other tests' servers are not.
 */
class TourIT {

  @Test
  void asksForEveryToolAndShowsTheChainVerified() throws Exception {
    try (Server server = Server.stopped(Server.AS_SHIPPED)) {
      String tour = server.upWithTour();

      long tools =
          tour.lines().filter(line -> line.matches(" {3}\\S+\\.\\S+ +(yes|no) +.*")).count();
      assertEquals(74, tools, tour);
      assertTrue(tour.contains("records verified; head "), tour);
    }
  }
}
