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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Tenant;

/** More rows of one kind than the operator allows a tenant. */
@ExtendWith(SharedForModules.class)
class QuotasIT {
  private static final String SETTINGS = "org.lumoauth.platform.quotas.cfg";
  private static final int MOST_TRIES = 60;

  private static final List<String> QUOTAS =
      List.of(
          "agents", "users", "roles", "groups", "sessions", "grants", "consents", "refresh_tokens");

  /** A tenant for each quota, which can have one row. */
  private static final Map<String, Tenant> LIMITED = new HashMap<>();

  private static Server server;

  @BeforeAll
  static void limitTenants(Server shared) throws IOException {
    server = shared;
    for (String quota : QUOTAS) {
      LIMITED.put(quota, Tenant.create(server));
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
  void refusesWhatIsBeyondAQuota(String quota, String path, String member) throws Exception {
    Tenant limited = LIMITED.get(quota);
    Tenant other = Tenant.create(server);
    AtomicInteger number = new AtomicInteger();

    Await.until(
        "a quota applies to " + quota,
        Duration.ofSeconds(MOST_TRIES),
        () -> make(limited, path, member, number).status() == 409);

    Api.Answer refused = make(limited, path, member, number).expect(409);
    assertEquals("quota_exceeded", refused.body().path("code").asText(), refused.toString());
    assertEquals(quota, refused.body().path("details").path("quota").asText());
    assertEquals(1, refused.body().path("details").path("limit").asInt());
    make(other, path, member, number).expect(201);
    make(other, path, member, number).expect(201);
  }

  @Test
  void showsAPageToASignInBeyondTheQuotaOfSessions() throws Exception {
    Tenant limited = LIMITED.get("sessions");

    Browser refused = untilRefused("sessions", () -> signIn(limited));

    assertRefusedByAPage(refused);
    assertEquals(200, signIn(Tenant.create(server)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grants", "consents"})
  void showsAPageToAnAuthorizationBeyondTheQuota(String quota) throws Exception {
    Tenant limited = LIMITED.get(quota);
    App app = App.register(limited, Map.of());

    Browser refused = untilRefused(quota, () -> authorize(limited, app));

    assertRefusedByAPage(refused);
  }

  @Test
  void refusesRefreshTokensBeyondTheQuotaInTheFormOfOAuth() throws Exception {
    Tenant limited = LIMITED.get("refresh_tokens");
    App app = App.register(limited, Map.of());
    AtomicReference<Api.Answer> last = new AtomicReference<>();

    Await.until(
        "a quota applies to refresh tokens",
        Duration.ofSeconds(MOST_TRIES),
        () -> {
          last.set(app.redeem(Person.create(server, limited).code(app)));
          return last.get().status() == 409;
        });

    assertEquals("quota_exceeded", last.get().body().path("error").asText());
    String description = last.get().body().path("error_description").asText();
    assertTrue(description.contains("quota of 1 refresh tokens"), description);
  }

  private static Browser untilRefused(String quota, Supplier<Browser> attempt) throws Exception {
    AtomicReference<Browser> last = new AtomicReference<>();
    Await.until(
        "a quota applies to " + quota,
        Duration.ofSeconds(MOST_TRIES),
        () -> {
          last.set(attempt.get());
          return last.get().status() == 409;
        });
    return last.get();
  }

  private static Browser signIn(Tenant tenant) {
    return navigating(tenant).signIn().browser();
  }

  /** Signs in, consents and follows until the application or an error. */
  private static Browser authorize(Tenant tenant, App app) {
    Person person = navigating(tenant).signIn();
    person.open(app.authorize(app.request(Map.of())));
    if (person.browser().status() == 200) {
      person.browser().submitOnly("decision", "allow");
    }
    return person.browser();
  }

  private static Person navigating(Tenant tenant) {
    Person person = Person.create(server, tenant);
    person.browser().navigating();
    return person;
  }

  private static void assertRefusedByAPage(Browser browser) {
    assertTrue(browser.header("Content-Type").startsWith("text/html"), browser.text());
    assertTrue(browser.text().contains("This organization has reached its limit"), browser.text());
  }

  private static Api.Answer make(Tenant tenant, String path, String member, AtomicInteger number) {
    String name = "one" + number.incrementAndGet() + (member.equals("email") ? "@example.com" : "");
    return tenant.admin().post(path, Map.of(member, name));
  }
}
