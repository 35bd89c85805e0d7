package org.lumoauth.platform.web.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePatternTest {

  @Test
  void showsTheTenantInTheTemplate() {
    assertEquals(
        "/t/{tenant}/api/v1/oauth/token", RoutePattern.parse("POST ~/oauth/token").template());
  }

  @Test
  void showsAPathOfThePlatformAsItIs() {
    assertEquals("/system/metrics", RoutePattern.parse("GET /system/metrics").template());
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin/users", "~admin", "", "GET", "~/a//b", " ~/a"})
  void refusesWhatIsNoRoute(String text) {
    assertThrows(IllegalArgumentException.class, () -> RoutePattern.parse(text));
  }
}
