/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.MariaDbServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/** Two servers with one database together enforce the limit of a budget. */
@ExtendWith(MariaDbServerExtension.class)
class BudgetClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CALLS = "max_api_calls_per_hour";
  private static final String TOKENS = "max_tokens_per_day";
  private static final String USAGE = "/agents/me/usage";
  private static final String READ = "files.read";
  private static final int THREADS = 32;
  private static final int EACH = 100;

  private static TestServer first;
  private static TestServer second;

  @BeforeAll
  static void start(TestServer shared, MariaDbServer database) throws IOException {
    first = shared;
    Map<String, String> environment = new HashMap<>(MariaDbServerExtension.environment(database));
    environment.put("LUMOAUTH_MASTER_KEY_FILE", shared.data().resolve("master.key").toString());
    second = TestServer.start(environment);
  }

  @AfterAll
  static void stop() throws IOException {
    if (second != null) { // else it is told why it did not start
      second.close();
    }
  }

  /** Each is asked more often than may pass, so that none is left over with either. */
  @Test
  void allowExactlyTheLimitOfConcurrentCalls() throws Throwable {
    int limit = 50;
    withinOnePeriod(
        ChronoUnit.HOURS,
        () -> {
          ClusterAgent agent = ClusterAgent.limited(CALLS, limit);

          List<ApiClient.Answer> answers = callConcurrently(agent, ClusterAgent::ask);

          assertEquals(limit, countPassed(answers));
          countRefused(answers).forEach(refused -> assertUsedUp(CALLS, refused));
        });
  }

  @Test
  void useCallsReservedByTheOtherServerUpToTheLimit() throws Throwable {
    int limit = 200;
    withinOnePeriod(
        ChronoUnit.HOURS,
        () -> {
          ClusterAgent agent = ClusterAgent.limited(CALLS, limit);
          for (int i = 0; i < limit / 4; i++) { // so fast that it takes some ahead
            ClusterAgent.ask(agent.first()).expect(200);
          }
          int[] rest = {limit - limit / 4};
          ConditionPoller.until(
              "the other server allows the remaining calls",
              PATIENCE,
              () -> {
                ApiClient.Answer answer = ClusterAgent.ask(agent.second());
                for (; answer.status() == 200; answer = ClusterAgent.ask(agent.second())) {
                  rest[0]--;
                }
                assertUsedUp(CALLS, answer);
                return rest[0] <= 0;
              });

          assertEquals(0, rest[0]);
          assertUsedUp(CALLS, ClusterAgent.ask(agent.first()));
        });
  }

  @Test
  void countEachReportOnceAndEnforceTheLimit() throws Throwable {
    int limit = 400;
    int tokens = 7;
    withinOnePeriod(
        ChronoUnit.DAYS,
        () -> {
          ClusterAgent agent = ClusterAgent.limited(TOKENS, limit);

          List<ApiClient.Answer> answers =
              callConcurrently(agent, server -> server.post(USAGE, Map.of("tokens", tokens)));
          Map<String, Object> same = Map.of("tokens", 1, "idempotency_key", "the same");
          List<ApiClient.Answer> again =
              callConcurrently(agent, server -> server.post(USAGE, same));

          assertTrue(countPassed(answers) <= limit / tokens, countPassed(answers) + " passed");
          countRefused(answers).forEach(refused -> assertUsedUp(TOKENS, refused));
          again.forEach(refused -> assertUsedUp(TOKENS, refused));
          for (ApiClient server : agent.all()) {
            JsonNode left = server.get("/agents/me/budget").expect(200).body();
            int used = left.at("/budget_policy/tokens_used_today").asInt();
            assertEquals(2 * EACH * tokens + 1, used, left::toString);
            assertUsedUp(TOKENS, ClusterAgent.ask(server));
          }
        });
  }

  /** The servers do not notify each other of changes. */
  @Test
  void enforceALimitSetOnTheOtherServer() throws Exception {
    ClusterAgent agent = ClusterAgent.limited(CALLS, 100_000);
    ClusterAgent.ask(agent.second()).expect(200);

    agent.limit(CALLS, 0);

    ConditionPoller.until(
        "the limit is seen", PATIENCE, () -> ClusterAgent.ask(agent.second()).status() == 429);
    agent.limit(CALLS, 100_000);
    ConditionPoller.until(
        "the next one is seen", PATIENCE, () -> ClusterAgent.ask(agent.second()).status() == 200);
  }

  /** An agent of a tenant of its own, with a token of each server. */
  private record ClusterAgent(TestTenant tenant, String id, ApiClient first, ApiClient second) {

    static ClusterAgent limited(String budget, int limit) throws IOException {
      TestTenant tenant = TestTenant.create(BudgetClusterIT.first);
      TestTenant.Agent here = tenant.agent("Limited", List.of(READ), List.of());
      String base = BudgetClusterIT.second.base() + "/t/" + tenant.slug() + "/api/v1";
      var there =
          new TestTenant.Agent(
              here.id(), here.clientId(), here.secret(), new ApiClient(base, Map.of()));
      var agent = new ClusterAgent(tenant, here.id(), here.authenticated(), there.authenticated());
      agent.limit(budget, limit);
      return agent;
    }

    void limit(String budget, int limit) {
      tenant.admin().put("/admin/agents/" + id + "/budget", Map.of(budget, limit)).expect(200);
    }

    List<ApiClient> all() {
      return List.of(first, second);
    }

    static ApiClient.Answer ask(ApiClient server) {
      return server.post("/agents/ask", Map.of("action", READ));
    }
  }

  /** Repeats the work if the counting period ended meanwhile. */
  private static void withinOnePeriod(ChronoUnit stretch, Executable work) throws Throwable {
    Instant began;
    do {
      began = Instant.now().truncatedTo(stretch);
      try {
        work.execute();
      } catch (AssertionError failed) {
        if (began.equals(Instant.now().truncatedTo(stretch))) {
          throw failed;
        }
      }
    } while (!began.equals(Instant.now().truncatedTo(stretch)));
  }

  private interface Call {
    ApiClient.Answer of(ApiClient server);
  }

  private static List<ApiClient.Answer> callConcurrently(ClusterAgent agent, Call call)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<ApiClient.Answer>> calls = new ArrayList<>();
      for (int i = 0; i < EACH; i++) {
        agent.all().forEach(server -> calls.add(() -> call.of(server)));
      }
      List<ApiClient.Answer> answers = new ArrayList<>();
      for (var each : threads.invokeAll(calls)) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  private static long countPassed(List<ApiClient.Answer> answers) {
    return answers.stream().filter(answer -> answer.status() == 200).count();
  }

  private static List<ApiClient.Answer> countRefused(List<ApiClient.Answer> answers) {
    return answers.stream().filter(answer -> answer.status() != 200).toList();
  }

  private static void assertUsedUp(String budget, ApiClient.Answer answer) {
    JsonNode refusal = answer.expect(429).body();
    assertEquals("budget_exceeded", refusal.path("code").asText(), refusal::toString);
    assertEquals(budget, refusal.at("/details/budget").asText(), refusal::toString);
  }
}
