/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Request bodies that together take more of the node than it has for them. */
@ExtendWith(ModuleServerExtension.class)
class BodyBudgetIT {
  private static final int BUDGET = 10_000;
  private static final String SIZE = "lumoauth_http_body_budget_bytes";
  private static final String REFUSED = "lumoauth_http_bodies_refused_total";
  private static final Duration SOON = Duration.ofSeconds(30);

  private TestServer server;
  private TestTenant.Agent agent;

  @BeforeEach
  void limit(TestServer shared) throws Exception {
    server = shared;
    agent = TestTenant.create(server).agent("Worker", List.of(), List.of());
    configure("bodyBudgetBytes = " + BUDGET + "\n");
    ConditionPoller.until("the budget is small", SOON, () -> metric(SIZE) == BUDGET);
  }

  @AfterEach
  void restore() throws Exception {
    configure("");
    ConditionPoller.until("the budget is as before", SOON, () -> metric(SIZE) != BUDGET);
  }

  @Test
  void refusesBodyBeyondTheBudgetAndCountsIt() {
    double before = metric(REFUSED);

    ApiClient.Answer refused = send("x".repeat(60_000)).expect(503);

    assertEquals("temporarily_unavailable", refused.body().path("error").asText());
    assertEquals("1", refused.response().headers().firstValue("Retry-After").orElse(""));
    assertEquals(before + 1, metric(REFUSED));
    assertEquals(0, metric("lumoauth_http_body_bytes_in_flight"));
    agent.requestToken().expect(200);
  }

  @Test
  void acceptsBodyWithinTheBudget() {
    double before = metric(REFUSED);

    send("x".repeat(BUDGET)).expect(400); // an unsupported grant type

    assertEquals(before, metric(REFUSED));
  }

  private ApiClient.Answer send(String padding) {
    return agent
        .api()
        .with("Authorization", agent.basic())
        .form("/oauth/token", "grant_type=none&padding=" + padding);
  }

  private void configure(String more) throws Exception {
    server.configure(ModuleServerExtension.WEB_FILE, ModuleServerExtension.WEB_SETTINGS + more);
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
