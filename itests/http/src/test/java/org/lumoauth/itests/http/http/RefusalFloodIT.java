/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Requests of nobody, to be refused and recorded without end. */
@ExtendWith(DefaultServerExtension.class)
class RefusalFloodIT {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  /** How many refusals of one address are recorded in a minute, and once that there were more. */
  private static final int RECORDS = 101;

  /** As time goes by, one more each. */
  private static final int MILLIS_FOR_ONE_MORE = 600;

  private static final int LONGEST_FLOOD = 10_000;

  private static TestServer server;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  @ParameterizedTest
  @CsvSource({
    "/oauth/token,form,''",
    "/oauth/token,form,grant_type=x",
    "/oauth/token,form,grant_type=authorization_code&code=x&client_id=public",
    "/connect/register,json,{}",
    "/connect/register/nobody,json,{}",
    "/oauth/par,form,x=y",
    "/oauth/par,form,client_id=public&request_uri=x",
    "/oauth/device_authorization,form,x=y",
    "/oauth/bc-authorize,form,x=y",
    "/aauth/agent/platform-token,json,{}",
  })
  void fillsNoDiskWithRefusalsOfWhoProvesNothing(String path, String type, String body)
      throws IOException {
    TestTenant tenant = TestTenant.create(server);
    String sent = body.replace("public", publicClient(tenant));
    ApiClient anybody = new ApiClient(tenant.admin().base(), Map.of());
    long before = records(tenant);
    long began = System.nanoTime();

    String method = path.endsWith("/nobody") ? "PUT" : "POST";
    ApiClient.Answer last =
        flood(
            () ->
                anybody.send(
                    method,
                    path,
                    type.equals("form") ? FORM : JSON,
                    sent.getBytes(StandardCharsets.UTF_8)));

    assertEquals(429, last.expect(429).status());
    assertTrue(last.response().headers().firstValueAsLong("Retry-After").orElse(0) > 0);
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    long made = records(tenant) - before;
    long most = RECORDS + millis / MILLIS_FOR_ONE_MORE + 1;
    assertTrue(made > 90 && made <= most, made + " records of " + most);
  }

  @Test
  void servesClientsDuringAnonymousFlood() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Good", List.of(), List.of());
    ApiClient anybody = new ApiClient(tenant.admin().base(), Map.of());

    assertEquals(429, flood(() -> anybody.form("/oauth/token", "grant_type=x")).status());
    assertEquals(200, agent.requestToken().status());
    assertEquals(
        401,
        anybody
            .form(
                "/oauth/token",
                "grant_type=client_credentials&client_id="
                    + agent.clientId()
                    + "&client_secret=wrong")
            .status());
  }

  @Test
  void limitsStoredPushedRequestsOfAPublicClient() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    ApiClient anybody = new ApiClient(tenant.admin().base(), Map.of());
    String pushed =
        "response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&code_challenge_method=S256"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&client_id="
            + publicClient(tenant);

    anybody.form("/oauth/par", pushed + "&x=" + "y".repeat(40_000)).expect(400);
    int kept = 0;
    long began = System.nanoTime();
    ApiClient.Answer answer = anybody.form("/oauth/par", pushed);
    while (kept < LONGEST_FLOOD && answer.status() == 201) {
      kept++;
      answer = anybody.form("/oauth/par", pushed); // a minute may begin after the first ones
    }
    answer.expect(429);
    long minutes = Duration.ofNanos(System.nanoTime() - began).toMinutes();
    assertTrue(kept >= 600 && kept <= 600 * (minutes + 1), kept + " were kept");
  }

  /** Sends until it is too much, however slow that is; the last answer. */
  private static ApiClient.Answer flood(Supplier<ApiClient.Answer> request) {
    ApiClient.Answer last = request.get();
    for (int sent = 1; sent < LONGEST_FLOOD && last.status() != 429; sent++) {
      last = request.get();
    }
    return last;
  }

  @Test
  void limitsStartedSignInsPerAddress() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    ApiClient anybody = new ApiClient(server.base() + "/t/" + tenant.slug(), Map.of());
    int begun = 0;
    int answer = anybody.get("/login").status();
    while (begun < LONGEST_FLOOD && answer == 200) {
      begun++;
      answer = anybody.get("/login").status(); // the last one counts: a minute may begin after it
    }

    assertEquals(429, answer);
    assertTrue(begun >= 1_800, begun + " were begun");
  }

  private static String publicClient(TestTenant tenant) {
    return tenant
        .admin()
        .post(
            "/admin/clients",
            Map.of(
                "name",
                "App",
                "isConfidential",
                false,
                "redirectUris",
                List.of("https://app.example.com/cb"),
                "grantTypes",
                List.of("authorization_code"),
                "allowedScopes",
                List.of("openid")))
        .expect(201)
        .data()
        .path("clientId")
        .asText();
  }

  private static long records(TestTenant tenant) {
    return tenant
        .admin()
        .get("/admin/audit-logs?limit=1")
        .expect(200)
        .body()
        .path("pagination")
        .path("total")
        .asLong();
  }
}
