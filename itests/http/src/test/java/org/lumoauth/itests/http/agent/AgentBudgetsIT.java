/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Enforcement of each limit of an agent's budget. */
@ExtendWith(DefaultServerExtension.class)
class AgentBudgetsIT {
  private static final String READ = "files.read";
  private static final int CALLS = 200;
  private static final int THREADS = 50;
  private static final int LIMIT = 50;

  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    tenant = TestTenant.create(shared);
  }

  @Test
  void allowsExactlyTheLimitOfConcurrentCalls() throws Exception {
    Instant hour;
    List<ApiClient.Answer> answers;
    do { // in one hour, by which calls are counted
      hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
      answers = askConcurrently(agentWithBudget(Map.of("max_api_calls_per_hour", LIMIT)));
    } while (!hour.equals(Instant.now().truncatedTo(ChronoUnit.HOURS)));

    assertEquals(LIMIT, answers.stream().filter(answer -> answer.status() == 200).count());
    List<ApiClient.Answer> refused =
        answers.stream().filter(answer -> answer.status() != 200).toList();
    assertEquals(CALLS - LIMIT, refused.size());
    for (ApiClient.Answer answer : refused) {
      assertUsedUp("max_api_calls_per_hour", LIMIT, answer);
      assertEquals(hour.plus(1, ChronoUnit.HOURS).toString(), resetsAt(answer));
    }
  }

  @Test
  void refusesModelsThatAreNotAllowed() {
    ApiClient agent = agentWithBudget(Map.of("allowed_models", List.of("small")));

    agent.post("/agents/me/usage", Map.of("tokens", 1, "model", "small")).expect(200);
    JsonNode refusal =
        agent.post("/agents/me/usage", Map.of("tokens", 1, "model", "large")).expect(403).body();

    assertEquals("model_not_allowed", refusal.path("code").asText(), refusal::toString);
    assertTrue(refusal.at("/details/recorded").asBoolean(), refusal::toString);
    ApiClient none = agentWithBudget(Map.of("allowed_models", List.of()));
    none.post("/agents/me/usage", Map.of("tokens", 1, "model", "small")).expect(403);
  }

  @Test
  void reportsWhenTheMonthlyCostBudgetResets() {
    ApiClient agent = agentWithBudget(Map.of("max_cost_per_month_usd", 1));
    String before = nextMonth();

    ApiClient.Answer refusal = agent.post("/agents/me/usage", Map.of("cost_usd", 1.5));

    assertUsedUp("max_cost_per_month_usd", 1, refusal);
    assertTrue(List.of(before, nextMonth()).contains(resetsAt(refusal)), refusal::toString);
    assertUsedUp("max_cost_per_month_usd", 1, ask(agent));
  }

  private static void assertUsedUp(String budget, int limit, ApiClient.Answer answer) {
    JsonNode refusal = answer.expect(429).body();
    assertEquals("budget_exceeded", refusal.path("code").asText(), refusal::toString);
    assertEquals(budget, refusal.at("/details/budget").asText(), refusal::toString);
    assertEquals(limit, refusal.at("/details/limit").asInt(), refusal::toString);
    assertEquals(0, refusal.at("/details/remaining").asInt(-1), refusal::toString);
    assertTrue(answer.response().headers().firstValueAsLong("Retry-After").orElse(0) > 0);
  }

  private static String resetsAt(ApiClient.Answer answer) {
    return answer.body().at("/details/resets_at").asText();
  }

  private static String nextMonth() {
    return YearMonth.now(ZoneOffset.UTC)
        .plusMonths(1)
        .atDay(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .toString();
  }

  private static List<ApiClient.Answer> askConcurrently(ApiClient agent) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<ApiClient.Answer> call = () -> ask(agent);
      List<ApiClient.Answer> answers = new ArrayList<>();
      for (var each : threads.invokeAll(Collections.nCopies(CALLS, call))) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  private static ApiClient.Answer ask(ApiClient agent) {
    return agent.post("/agents/ask", Map.of("action", READ));
  }

  private static ApiClient agentWithBudget(Map<String, Object> budget) {
    TestTenant.Agent agent = tenant.agent("Limited", List.of(READ), List.of());
    tenant.admin().put("/admin/agents/" + agent.id() + "/budget", budget).expect(200);
    return agent.authenticated();
  }
}
