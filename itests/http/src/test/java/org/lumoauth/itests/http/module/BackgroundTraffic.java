/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Background requests of applications, an agent and a user during a change of the server. Each
 * request succeeds or is refused with a retryable error. Afterwards all succeed.
 */
final class BackgroundTraffic {

  /** What is done meanwhile. */
  interface UpgradeWork {
    void run() throws Exception;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Callable<RequestOutcome>> asked = new LinkedHashMap<>();
  private final TestTenant tenant;
  private final TestApplication app;
  private final TestPerson person;
  private JsonNode latest;

  BackgroundTraffic(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
    app = TestApplication.withMetadata(tenant, Map.of("first_party", true));
    person = TestPerson.create(server, tenant).signIn();
    latest = person.tokens(app);
    TestApplication robot =
        TestApplication.register(tenant, Map.of("grantTypes", List.of("client_credentials")));
    String token = latest.path("access_token").asText();
    ApiClient anybody = app.connection();
    ApiClient bearer = anybody.with("Authorization", "Bearer " + token);
    String metadata = "/.well-known/openid-configuration";
    asked.put(
        "token", () -> outcomeOf("", robot.token(Map.of("grant_type", "client_credentials"))));
    asked.put("introspection", () -> outcomeOf("\"active\":true", app.introspect(token)));
    asked.put("userinfo", () -> outcomeOf(person.id(), bearer.get("/oauth/userinfo")));
    asked.put("refresh", this::refreshed);
    asked.put("administration", () -> outcomeOf(person.id(), tenant.admin().get("/admin/users")));
    asked.put("metadata", () -> outcomeOf("client_credentials", anybody.get(metadata)));
    asked.put("keys", () -> outcomeOf("\"kid\"", anybody.get("/.well-known/jwks.json")));
    ApiClient agent = tenant.agent("Reader", List.of("files.read"), List.of()).authenticated();
    Map<String, String> question = Map.of("action", "files.read");
    asked.put("ask", () -> outcomeOf("\"allowed\":true", agent.post("/agents/ask", question)));
    asked.put("code", this::code);
    asked.put("account", this::account);
  }

  /**
   * What came of asking.
   *
   * @param good whether it is what was asked for
   * @param later whether it says to come again
   */
  private record RequestOutcome(boolean good, boolean later, String text) {}

  private static RequestOutcome outcomeOf(String holds, ApiClient.Answer answer) {
    boolean later =
        answer.status() == 503 && answer.response().headers().firstValue("Retry-After").isPresent();
    return new RequestOutcome(
        answer.status() == 200 && answer.text().contains(holds), later, answer.toString());
  }

  private RequestOutcome refreshed() {
    ApiClient.Answer answer = app.refresh(latest);
    if (answer.status() == 200) {
      latest = answer.body();
    }
    return outcomeOf("", answer);
  }

  private RequestOutcome code() {
    TestBrowser browser = person.browser();
    browser.openOnly(app.authorize(app.request(Map.of("prompt", "none"))));
    return new RequestOutcome(
        browser.location().contains("code="),
        browser.status() == 503 || browser.location().contains("error=temporarily_unavailable"),
        browser.status() + " " + browser.location());
  }

  private RequestOutcome account() {
    TestBrowser browser = person.browser().openOnly("/t/" + tenant.slug() + "/account/profile");
    return new RequestOutcome(
        browser.status() == 200,
        browser.status() == 503,
        browser.status() + " " + browser.location());
  }

  /** Has them ask until the work is done: what they got that they should not have. */
  List<String> runDuring(UpgradeWork work) throws Exception {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread thread = new Thread(() -> askUntil(done, wrong));
    thread.start();
    try {
      work.run();
    } finally {
      done.set(true);
      thread.join();
    }
    for (var each : asked.entrySet()) {
      ConditionPoller.until(
          each.getKey() + " again", PATIENCE, () -> outcome(each.getValue()).good());
    }
    return List.copyOf(wrong);
  }

  private void askUntil(AtomicBoolean done, Queue<String> wrong) {
    do {
      asked.forEach(
          (what, request) -> {
            RequestOutcome outcome = outcome(request);
            if (!outcome.good() && !outcome.later()) {
              wrong.add(what + ": " + outcome.text());
            }
          });
    } while (!done.get());
  }

  private static RequestOutcome outcome(Callable<RequestOutcome> request) {
    try {
      return request.call();
    } catch (Exception | AssertionError e) {
      return new RequestOutcome(false, false, e.toString());
    }
  }
}
