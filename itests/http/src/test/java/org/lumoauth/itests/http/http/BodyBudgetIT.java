package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Tenant;

/** Request bodies that together take more of the node than it has for them. */
@ExtendWith(SharedForModules.class)
class BodyBudgetIT {
  private static final int BUDGET = 10_000;
  private static final String SIZE = "lumoauth_http_body_budget_bytes";
  private static final String REFUSED = "lumoauth_http_bodies_refused_total";
  private static final Duration SOON = Duration.ofSeconds(30);

  private Server server;
  private Tenant.Agent agent;

  @BeforeEach
  void limit(Server shared) throws Exception {
    server = shared;
    agent = Tenant.create(server).agent("Worker", List.of(), List.of());
    configure("bodyBudgetBytes = " + BUDGET + "\n");
    Await.until("the budget is small", SOON, () -> metric(SIZE) == BUDGET);
  }

  @AfterEach
  void restore() throws Exception {
    configure("");
    Await.until("the budget is as before", SOON, () -> metric(SIZE) != BUDGET);
  }

  @Test
  void refusesABodyBeyondItAndCountsThat() {
    double before = metric(REFUSED);

    Api.Answer refused = send("x".repeat(60_000)).expect(503);

    assertEquals("temporarily_unavailable", refused.body().path("error").asText());
    assertEquals("1", refused.response().headers().firstValue("Retry-After").orElse(""));
    assertEquals(before + 1, metric(REFUSED));
    assertEquals(0, metric("lumoauth_http_body_bytes_in_flight"));
    agent.requestToken().expect(200);
  }

  @Test
  void acceptsABodyWithinIt() {
    double before = metric(REFUSED);

    send("x".repeat(BUDGET)).expect(400); // an unsupported grant type

    assertEquals(before, metric(REFUSED));
  }

  private Api.Answer send(String padding) {
    return agent
        .api()
        .with("Authorization", agent.basic())
        .form("/oauth/token", "grant_type=none&padding=" + padding);
  }

  private void configure(String more) throws Exception {
    server.configure(SharedForModules.WEB_FILE, SharedForModules.WEB_SETTINGS + more);
  }

  private double metric(String name) {
    return server
        .anonymous()
        .get("/system/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
