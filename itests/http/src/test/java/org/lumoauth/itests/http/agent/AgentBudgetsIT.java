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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** Enforcement of each limit of an agent's budget. */
@ExtendWith(Shared.class)
class AgentBudgetsIT {
  private static final String READ = "files.read";
  private static final int CALLS = 200;
  private static final int THREADS = 50;
  private static final int LIMIT = 50;

  private static Tenant tenant;

  @BeforeAll
  static void start(Server shared) throws IOException {
    tenant = Tenant.create(shared);
  }

  @Test
  void letsExactlyAsManyCallsPassAtOnceAsTheLimitSays() throws Exception {
    Instant hour;
    List<Api.Answer> answers;
    do { // in one hour, by which calls are counted
      hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
      answers = atOnce(limited(Map.of("max_api_calls_per_hour", LIMIT)));
    } while (!hour.equals(Instant.now().truncatedTo(ChronoUnit.HOURS)));

    assertEquals(LIMIT, answers.stream().filter(answer -> answer.status() == 200).count());
    List<Api.Answer> refused = answers.stream().filter(answer -> answer.status() != 200).toList();
    assertEquals(CALLS - LIMIT, refused.size());
    for (Api.Answer answer : refused) {
      assertUsedUp("max_api_calls_per_hour", LIMIT, answer);
      assertEquals(hour.plus(1, ChronoUnit.HOURS).toString(), resetsAt(answer));
    }
  }

  @Test
  void refusesTheModelsThatAreNotAllowed() {
    Api agent = limited(Map.of("allowed_models", List.of("small")));

    agent.post("/agents/me/usage", Map.of("tokens", 1, "model", "small")).expect(200);
    JsonNode refusal =
        agent.post("/agents/me/usage", Map.of("tokens", 1, "model", "large")).expect(403).body();

    assertEquals("model_not_allowed", refusal.path("code").asText(), refusal::toString);
    assertTrue(refusal.at("/details/recorded").asBoolean(), refusal::toString);
    Api none = limited(Map.of("allowed_models", List.of()));
    none.post("/agents/me/usage", Map.of("tokens", 1, "model", "small")).expect(403);
  }

  @Test
  void saysWhenTheDollarsOfAMonthBeginAnew() {
    Api agent = limited(Map.of("max_cost_per_month_usd", 1));
    String before = nextMonth();

    Api.Answer refusal = agent.post("/agents/me/usage", Map.of("cost_usd", 1.5));

    assertUsedUp("max_cost_per_month_usd", 1, refusal);
    assertTrue(List.of(before, nextMonth()).contains(resetsAt(refusal)), refusal::toString);
    assertUsedUp("max_cost_per_month_usd", 1, ask(agent));
  }

  private static void assertUsedUp(String budget, int limit, Api.Answer answer) {
    JsonNode refusal = answer.expect(429).body();
    assertEquals("budget_exceeded", refusal.path("code").asText(), refusal::toString);
    assertEquals(budget, refusal.at("/details/budget").asText(), refusal::toString);
    assertEquals(limit, refusal.at("/details/limit").asInt(), refusal::toString);
    assertEquals(0, refusal.at("/details/remaining").asInt(-1), refusal::toString);
    assertTrue(answer.response().headers().firstValueAsLong("Retry-After").orElse(0) > 0);
  }

  private static String resetsAt(Api.Answer answer) {
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

  private static List<Api.Answer> atOnce(Api agent) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<Api.Answer> call = () -> ask(agent);
      List<Api.Answer> answers = new ArrayList<>();
      for (var each : threads.invokeAll(Collections.nCopies(CALLS, call))) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  private static Api.Answer ask(Api agent) {
    return agent.post("/agents/ask", Map.of("action", READ));
  }

  private static Api limited(Map<String, Object> budget) {
    Tenant.Agent agent = tenant.agent("Limited", List.of(READ), List.of());
    tenant.admin().put("/admin/agents/" + agent.id() + "/budget", budget).expect(200);
    return agent.authenticated();
  }
}
