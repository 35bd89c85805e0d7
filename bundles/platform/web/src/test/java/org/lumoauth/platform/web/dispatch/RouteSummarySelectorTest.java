/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteSummarySelectorTest {
  private static final List<String> VALUES =
      List.of("GET: Show a thing", "POST ~/things: Create a thing", "POST: Change a thing");

  @Test
  void prefersTheSummaryOfTheRoute() {
    assertEquals(
        "Create a thing", new RouteSummarySelector(VALUES).select("POST", "POST ~/things"));
  }

  @Test
  void usesTheSummaryOfTheMethod() {
    assertEquals("Show a thing", new RouteSummarySelector(VALUES).select("GET", "GET ~/things"));
    assertEquals(
        "Change a thing",
        new RouteSummarySelector(VALUES).select("POST", "POST ~/things/{thingId}"));
  }

  @Test
  void usesASummaryWithoutAMethodForAllRoutes() {
    List<String> values = List.of("OPTIONS: Answer a CORS preflight request", "Issue a token");

    assertEquals(
        "Issue a token", new RouteSummarySelector(values).select("POST", "POST ~/oauth/token"));
  }

  @Test
  void returnsEmptyWithoutMatchingSummary() {
    assertEquals("", new RouteSummarySelector(VALUES).select("DELETE", "DELETE ~/things"));
    assertEquals("", new RouteSummarySelector(List.of()).select("GET", "GET ~/things"));
  }
}
