/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.ADA;
import static org.lumoauth.agents.jit.JitBundleFixture.by;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.task.TaskSubjectSource;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class JitRequestingAgentResolverTest {

  private static final SubjectRef USER = new SubjectRef("user", ADA);

  private static JitBundleFixture open(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.agents.with(
        ACME, JitBundleFixture.agent("agt_1", Set.of(UserDelegationCheck.CAPABILITY)));
    bench.agents.with(
        ACME, JitBundleFixture.agent("agt_2", Set.of(UserDelegationCheck.CAPABILITY)));
    return bench.withConsent("dlg_1", "documents.read");
  }

  @DatabaseTest
  void knowsForWhomAnAgentActs(TestDatabase database) {
    var bench = open(database);

    assertEquals(USER, user(bench, "agt_1", ADA));
    assertEquals("403 delegation_not_authorized", refusal(() -> user(bench, "agt_2", ADA)));
    assertEquals(
        "404 resource_not_found", refusal(() -> user(bench, "agt_1", "nobody@example.com")));
  }

  @DatabaseTest
  void actsForNobodyByATokenThatIsLimitedToLess(TestDatabase database) {
    var bench = open(database);
    Caller caller =
        JitBundleFixture.by(
                ACME, new SubjectRef("agent", "agt_1"), List.of(), Set.of("documents.read"))
            .caller();
    Agent agent = bench.confirming.requireAgent(ACME, caller);

    assertEquals(
        "403 delegation_not_allowed",
        refusal(() -> bench.confirming.resolveUser(ACME, caller, agent, ADA)));
  }

  @DatabaseTest
  void takesNoTokenOfATask(TestDatabase database) {
    var bench = open(database);
    var task = new SubjectRef(TaskSubjectSource.TYPE, "agent:agt_1:task:tsk_1");
    Caller caller =
        JitBundleFixture.by(ACME, task, List.of(new SubjectRef("agent", "agt_1"))).caller();

    assertEquals(
        "403 agent_token_required", refusal(() -> bench.confirming.requireAgent(ACME, caller)));
  }

  @DatabaseTest
  void admitsAsManyInAMinuteAsTheTenantLets(TestDatabase database) {
    var bench = open(database);
    bench.settings.change(ACME, "jit", Map.of("requestsPerAgentAndMinute", 2));
    Agent agent = bench.confirming.requireAgent(ACME, by("agt_1").caller());
    bench.confirming.countRequest(ACME, agent);
    bench.confirming.countRequest(ACME, agent);

    var refusal =
        assertThrows(ApiException.class, () -> bench.confirming.countRequest(ACME, agent));
    assertEquals("rate_limit_exceeded", refusal.code());
    assertEquals("2", refusal.headers().get("X-RateLimit-Limit"));
  }

  private static SubjectRef user(JitBundleFixture bench, String agentId, String named) {
    Caller caller = by(agentId).caller();
    Agent agent = bench.confirming.requireAgent(ACME, caller);
    return bench.confirming.resolveUser(ACME, caller, agent, named);
  }

  private static String refusal(Runnable work) {
    var problem = assertThrows(ApiException.class, work::run);
    return problem.status() + " " + problem.code();
  }
}
