/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** More rows of one kind than the operator allows a tenant. */
@ExtendWith(ModuleServerExtension.class)
class TenantQuotasIT {
  private static final String SETTINGS = "org.lumoauth.platform.quotas.cfg";
  private static final int MOST_TRIES = 60;

  private static final List<String> QUOTAS =
      List.of(
          "agents", "users", "roles", "groups", "sessions", "grants", "consents", "refresh_tokens");

  /** A tenant for each quota, which can have one row. */
  private static final Map<String, TestTenant> LIMITED = new HashMap<>();

  private static TestServer server;

  @BeforeAll
  static void limitTenants(TestServer shared) throws IOException {
    server = shared;
    for (String quota : QUOTAS) {
      LIMITED.put(quota, TestTenant.create(server));
    }
    String entries =
        QUOTAS.stream()
            .map(quota -> LIMITED.get(quota).id() + " " + quota + " 1")
            .collect(Collectors.joining(", "));
    server.configure(SETTINGS, "quotas = " + entries + "\n");
  }

  @AfterAll
  static void withoutQuotas() throws IOException {
    server.configure(SETTINGS, "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "agents,/admin/agents,name",
    "users,/admin/users,email",
    "roles,/admin/roles,name",
    "groups,/admin/groups,name",
  })
  void refusesCreationBeyondAQuota(String quota, String path, String member) throws Exception {
    TestTenant limited = LIMITED.get(quota);
    TestTenant other = TestTenant.create(server);
    AtomicInteger number = new AtomicInteger();

    ConditionPoller.until(
        "a quota applies to " + quota,
        Duration.ofSeconds(MOST_TRIES),
        () -> make(limited, path, member, number).status() == 409);

    ApiClient.Answer refused = make(limited, path, member, number).expect(409);
    assertEquals("quota_exceeded", refused.body().path("code").asText(), refused.toString());
    assertEquals(quota, refused.body().path("details").path("quota").asText());
    assertEquals(1, refused.body().path("details").path("limit").asInt());
    make(other, path, member, number).expect(201);
    make(other, path, member, number).expect(201);
  }

  @Test
  void showsErrorPageForSignInBeyondSessionQuota() throws Exception {
    TestTenant limited = LIMITED.get("sessions");

    TestBrowser refused = untilRefused("sessions", () -> signIn(limited));

    assertRefusedByAPage(refused);
    assertEquals(200, signIn(TestTenant.create(server)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grants", "consents"})
  void showsErrorPageForAuthorizationBeyondQuota(String quota) throws Exception {
    TestTenant limited = LIMITED.get(quota);
    TestApplication app = TestApplication.register(limited, Map.of());

    TestBrowser refused = untilRefused(quota, () -> authorize(limited, app));

    assertRefusedByAPage(refused);
  }

  @Test
  void refusesRefreshTokensBeyondQuotaWithOAuthError() throws Exception {
    TestTenant limited = LIMITED.get("refresh_tokens");
    TestApplication app = TestApplication.register(limited, Map.of());
    AtomicReference<ApiClient.Answer> last = new AtomicReference<>();

    ConditionPoller.until(
        "a quota applies to refresh tokens",
        Duration.ofSeconds(MOST_TRIES),
        () -> {
          last.set(app.redeem(TestPerson.create(server, limited).code(app)));
          return last.get().status() == 409;
        });

    assertEquals("quota_exceeded", last.get().body().path("error").asText());
    String description = last.get().body().path("error_description").asText();
    assertTrue(description.contains("quota of 1 refresh tokens"), description);
  }

  private static TestBrowser untilRefused(String quota, Supplier<TestBrowser> attempt)
      throws Exception {
    AtomicReference<TestBrowser> last = new AtomicReference<>();
    ConditionPoller.until(
        "a quota applies to " + quota,
        Duration.ofSeconds(MOST_TRIES),
        () -> {
          last.set(attempt.get());
          return last.get().status() == 409;
        });
    return last.get();
  }

  private static TestBrowser signIn(TestTenant tenant) {
    return navigating(tenant).signIn().browser();
  }

  /** Signs in, consents and follows until the application or an error. */
  private static TestBrowser authorize(TestTenant tenant, TestApplication app) {
    TestPerson person = navigating(tenant).signIn();
    person.open(app.authorize(app.request(Map.of())));
    if (person.browser().status() == 200) {
      person.browser().submitOnly("decision", "allow");
    }
    return person.browser();
  }

  private static TestPerson navigating(TestTenant tenant) {
    TestPerson person = TestPerson.create(server, tenant);
    person.browser().navigating();
    return person;
  }

  private static void assertRefusedByAPage(TestBrowser browser) {
    assertTrue(browser.header("Content-Type").startsWith("text/html"), browser.text());
    assertTrue(browser.text().contains("This organization has reached its limit"), browser.text());
  }

  private static ApiClient.Answer make(
      TestTenant tenant, String path, String member, AtomicInteger number) {
    String name = "one" + number.incrementAndGet() + (member.equals("email") ? "@example.com" : "");
    return tenant.admin().post(path, Map.of(member, name));
  }
}
