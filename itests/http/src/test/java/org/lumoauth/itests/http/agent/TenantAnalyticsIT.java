/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The statistics of a tenant with two users, one of whom signed in. */
@ExtendWith(DefaultServerExtension.class)
class TenantAnalyticsIT {
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
    TestPerson.create(server, tenant).signIn();
    TestPerson.create(server, tenant, Map.of("emailVerified", true))
        .browser()
        .open("/t/" + tenant.slug() + "/login")
        .submit("identifier", "person@example.com")
        .submit("password", "wrong");
    TestApplication.register(tenant, Map.of());
  }

  @Test
  void showsADashboard() {
    JsonNode shown = figures("dashboard");

    assertEquals(2, shown.path("users").path("total").asInt());
    assertEquals(2, shown.path("users").path("active").asInt());
    assertEquals(0, shown.path("users").path("blocked").asInt());
    assertEquals(2, shown.path("users").path("newLast30Days").asInt());
    assertEquals(1, shown.path("clients").path("total").asInt());
    assertEquals(1, shown.path("authentication").path("loginsLast7Days").asInt());
    assertEquals(1, shown.path("authentication").path("failedLoginsLast7Days").asInt());
    assertTrue(shown.path("audit").path("eventsLast7Days").asInt() >= 4, shown.toString());
    assertTrue(shown.path("generatedAt").isTextual());
  }

  @Test
  void countsSignInsByDay() {
    JsonNode shown = figures("logins?days=2");

    assertEquals(2, shown.path("daily").size());
    assertEquals(2, sum(shown.path("daily"), "total"));
    assertEquals(1, sum(shown.path("daily"), "successful"));
    assertEquals(1, sum(shown.path("daily"), "failed"));
    assertEquals(2, shown.path("period").path("days").asInt());
    assertEquals(30, figures("logins").path("daily").size());
  }

  @Test
  void countsRegistrationsByDayAndVerifiedAddresses() {
    JsonNode shown = figures("users?days=2");

    assertEquals(2, sum(shown.path("dailyRegistrations"), "count"));
    assertEquals(1, shown.path("byVerificationStatus").path(0).path("count").asInt());
    assertEquals(1, shown.path("byVerificationStatus").path(1).path("count").asInt());
    assertEquals(2, sum(shown.path("byMfaStatus"), "count"));
  }

  @Test
  void refusesInvalidPeriod() {
    for (String days : List.of("0", "91", "-1", "x", "1.5")) {
      for (String of : List.of("logins", "users")) {
        tenant.admin().get("/admin/analytics/" + of + "?days=" + days).expect(422);
      }
    }
  }

  private static JsonNode figures(String path) {
    return tenant.admin().get("/admin/analytics/" + path).expect(200).data();
  }

  private static int sum(JsonNode list, String member) {
    int sum = 0;
    for (JsonNode each : list) {
      sum += each.path(member).asInt();
    }
    return sum;
  }
}
