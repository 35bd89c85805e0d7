/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.AGENT;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.BY;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.code;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.payment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.race.ConcurrentRunner;

class ApprovalRequestOpenerTest {

  private static final Map<String, Object> PAYMENT = Map.of("amount", 120, "to", "Merchant A");

  @DatabaseTest
  void asksForNoNumberThatHasTheHashOfAnother(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    var exact = payment(AGENT, "high", Map.of("amount", 9_007_199_254_740_992L));
    var not = payment(AGENT, "high", Map.of("amount", 9_007_199_254_740_993L));

    office.engine.requestApproval(ACME, exact, BY);

    assertEquals("validation_error", code(() -> office.engine.requestApproval(ACME, not, BY)));
  }

  @DatabaseTest
  void limitsHowManyWait(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    for (int i = 0; i < 20; i++) {
      office.ask("high");
    }

    assertEquals("too_many_pending_approvals", code(() -> office.ask("high")));
  }

  @DatabaseTest
  void letsNoMoreWaitWhereManyAskAtOnce(TestDatabase database) throws Exception {
    var office = new ApprovalServiceFixture(database);
    office.settings.change(ACME, "approvals", Map.of("pendingPerRequester", 3));

    assertEquals(3, ConcurrentRunner.countSucceeded(12, () -> office.ask("high")));
  }

  @DatabaseTest
  void countsWhatSubAgentsAskWithWhatTheOneAboveThemAsks(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    var agents = new FakeAgentRegistry().with(ACME, agent("agt_1", Optional.empty()));
    office.registry.with(AgentRegistry.class, "agents", agents);
    for (int i = 0; i < 20; i++) {
      var helper = new SubjectRef("agent", "agt_helper" + i);
      agents.with(ACME, agent(helper.id(), Optional.of(i == 0 ? "agt_1" : "agt_helper" + i / 3)));
      office.engine.requestApproval(ACME, payment(helper, "high", PAYMENT), BY);
    }
    agents.with(ACME, agent("agt_other", Optional.empty()));
    var other = new SubjectRef("agent", "agt_other");

    assertEquals("too_many_pending_approvals", code(() -> office.ask("high")));
    office.engine.requestApproval(ACME, payment(other, "high", PAYMENT), BY);
  }

  private static Agent agent(String id, Optional<String> parentId) {
    var details =
        new AgentGovernance(
            AgentStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            parentId,
            Optional.empty());
    return new AgentBuilder(id, "cli_" + id, "Helper", Set.of(), true).with(details).build();
  }

  @DatabaseTest
  void takesNoAnswerLaterThanTheRulesOrWhoeverAsksSay(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);

    Approval shorter = office.engine.requestApproval(ACME, lasting(Duration.ofMinutes(1)), BY);
    Approval longer = office.engine.requestApproval(ACME, lasting(Duration.ofDays(1)), BY);

    assertEquals(office.now.plus(Duration.ofMinutes(1)), shorter.expiresAt());
    assertEquals(office.now.plus(Duration.ofHours(1)), longer.expiresAt());
  }

  private static NewApproval lasting(Duration lifetime) {
    NewApproval asked = payment("high");
    return new NewApproval(
        asked.requester(),
        asked.chain(),
        asked.onBehalfOf(),
        asked.action(),
        asked.parameters(),
        asked.reason(),
        asked.risk(),
        asked.approver(),
        Optional.of(lifetime));
  }
}
