/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.support.TestServer;

/**
 * The tour at the end of {@code ./lumoauth up}: every tool of a real catalogue is asked for. The
 * JVM has the options that it is shipped with, which those of other tests' servers are not.
 */
class StartupTourIT {

  @Test
  void asksAboutEachToolAndVerifiesTheChain() throws Exception {
    try (TestServer server = TestServer.stopped(TestServer.AS_SHIPPED)) {
      String tour = server.upWithTour();

      long tools =
          tour.lines()
              .filter(line -> line.matches(" {3}\\S+\\.\\S+ +(allowed|denied) +\\S+"))
              .filter(line -> line.length() <= 100)
              .count();
      assertEquals(74, tools, tour);
      assertTrue(tour.contains("records verified; head "), tour);
      String shown = tour.substring(tour.indexOf("A short tour"));
      assertFalse(shown.contains("lmk_"), "an API key");
      assertFalse(shown.contains("eyJ"), "a token");
      String link = tour.lines().reduce((before, line) -> line).orElseThrow().strip();
      assertTrue(link.matches(server.base() + "/t/tour-[0-9a-f]+/"), link);
    }
  }
}
