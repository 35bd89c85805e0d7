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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Tenant;

/**
 * Background requests of applications, an agent and a user during a change of the server. Each
 * request succeeds or is refused with a retryable error. Afterwards all succeed.
 */
final class Passersby {

  /** What is done meanwhile. */
  interface Work {
    void run() throws Exception;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Callable<Outcome>> asked = new LinkedHashMap<>();
  private final Tenant tenant;
  private final App app;
  private final Person person;
  private JsonNode latest;

  Passersby(Server server) throws IOException {
    tenant = Tenant.create(server);
    app = App.withMetadata(tenant, Map.of("first_party", true));
    person = Person.create(server, tenant).signIn();
    latest = person.tokens(app);
    App robot = App.register(tenant, Map.of("grantTypes", List.of("client_credentials")));
    String token = latest.path("access_token").asText();
    Api anybody = app.connection();
    Api bearer = anybody.with("Authorization", "Bearer " + token);
    String metadata = "/.well-known/openid-configuration";
    asked.put("token", () -> got("", robot.token(Map.of("grant_type", "client_credentials"))));
    asked.put("introspection", () -> got("\"active\":true", app.introspect(token)));
    asked.put("userinfo", () -> got(person.id(), bearer.get("/oauth/userinfo")));
    asked.put("refresh", this::refreshed);
    asked.put("administration", () -> got(person.id(), tenant.admin().get("/admin/users")));
    asked.put("metadata", () -> got("client_credentials", anybody.get(metadata)));
    asked.put("keys", () -> got("\"kid\"", anybody.get("/.well-known/jwks.json")));
    Api agent = tenant.agent("Reader", List.of("files.read"), List.of()).authenticated();
    Map<String, String> question = Map.of("action", "files.read");
    asked.put("ask", () -> got("\"allowed\":true", agent.post("/agents/ask", question)));
    asked.put("code", this::code);
    asked.put("account", this::account);
  }

  /**
   * What came of asking.
   *
   * @param good whether it is what was asked for
   * @param later whether it says to come again
   */
  private record Outcome(boolean good, boolean later, String text) {}

  private static Outcome got(String holds, Api.Answer answer) {
    boolean later =
        answer.status() == 503 && answer.response().headers().firstValue("Retry-After").isPresent();
    return new Outcome(
        answer.status() == 200 && answer.text().contains(holds), later, answer.toString());
  }

  private Outcome refreshed() {
    Api.Answer answer = app.refresh(latest);
    if (answer.status() == 200) {
      latest = answer.body();
    }
    return got("", answer);
  }

  private Outcome code() {
    Browser browser = person.browser();
    browser.openOnly(app.authorize(app.request(Map.of("prompt", "none"))));
    return new Outcome(
        browser.location().contains("code="),
        browser.status() == 503 || browser.location().contains("error=temporarily_unavailable"),
        browser.status() + " " + browser.location());
  }

  private Outcome account() {
    Browser browser = person.browser().openOnly("/t/" + tenant.slug() + "/account/profile");
    return new Outcome(
        browser.status() == 200,
        browser.status() == 503,
        browser.status() + " " + browser.location());
  }

  /** Has them ask until the work is done: what they got that they should not have. */
  List<String> during(Work work) throws Exception {
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
      Await.until(each.getKey() + " again", PATIENCE, () -> outcome(each.getValue()).good());
    }
    return List.copyOf(wrong);
  }

  private void askUntil(AtomicBoolean done, Queue<String> wrong) {
    do {
      asked.forEach(
          (what, request) -> {
            Outcome outcome = outcome(request);
            if (!outcome.good() && !outcome.later()) {
              wrong.add(what + ": " + outcome.text());
            }
          });
    } while (!done.get());
  }

  private static Outcome outcome(Callable<Outcome> request) {
    try {
      return request.call();
    } catch (Exception | AssertionError e) {
      return new Outcome(false, false, e.toString());
    }
  }
}
