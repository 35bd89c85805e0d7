package org.lumoauth.platform.web.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteSummariesTest {
  private static final List<String> VALUES =
      List.of("GET: Show a thing", "POST ~/things: Create a thing", "POST: Change a thing");

  @Test
  void prefersTheSummaryOfTheRoute() {
    assertEquals("Create a thing", RouteSummaries.of(VALUES, "POST", "POST ~/things"));
  }

  @Test
  void usesTheSummaryOfTheMethod() {
    assertEquals("Show a thing", RouteSummaries.of(VALUES, "GET", "GET ~/things"));
    assertEquals("Change a thing", RouteSummaries.of(VALUES, "POST", "POST ~/things/{thingId}"));
  }

  @Test
  void usesASummaryWithoutAMethodForAllRoutes() {
    List<String> values = List.of("OPTIONS: Answer a CORS preflight request", "Issue a token");

    assertEquals("Issue a token", RouteSummaries.of(values, "POST", "POST ~/oauth/token"));
  }

  @Test
  void isEmptyIfNoSummaryDescribesTheRoute() {
    assertEquals("", RouteSummaries.of(VALUES, "DELETE", "DELETE ~/things"));
    assertEquals("", RouteSummaries.of(List.of(), "GET", "GET ~/things"));
  }
}
