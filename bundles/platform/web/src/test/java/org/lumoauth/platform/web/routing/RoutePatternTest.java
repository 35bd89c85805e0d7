/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePatternTest {

  @Test
  void includesTenantInTemplate() {
    assertEquals(
        "/t/{tenant}/api/v1/oauth/token", RoutePattern.parse("POST ~/oauth/token").template());
  }

  @Test
  void leavesPlatformPathUnchangedInTemplate() {
    assertEquals("/system/metrics", RoutePattern.parse("GET /system/metrics").template());
  }

  @Test
  void placesPageBelowTenantInTemplate() {
    assertEquals("/t/{tenant}/login", RoutePattern.parse("GET ^/login").template());
  }

  @Test
  void separatesPagesFromApi() {
    assertEquals(List.of(RoutePattern.PAGE, "login"), RoutePattern.parse("GET ^/login").segments());
  }

  @Test
  void treatsNamedVariableAsWildcard() {
    assertEquals(
        RoutePattern.parse("POST ~/stores/*/check"),
        RoutePattern.parse("POST ~/stores/{storeId}/check"));
  }

  @Test
  void includesVariableNamesInTemplate() {
    assertEquals(
        "/t/{tenant}/api/v1/stores/{storeId}/check",
        RoutePattern.parseNamed("POST ~/stores/{storeId}/check").template());
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin/users", "~admin", "", "GET", "~/a//b", " ~/a"})
  void rejectsMalformedRoute(String text) {
    assertThrows(IllegalArgumentException.class, () -> RoutePattern.parse(text));
  }
}
