/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.BY;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.EVE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GRACE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.payment;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.agents.approvals.rule.ApproverRuleJsonCodec;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalInbox;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;

class ApprovalInboxQueryTest {

  private static final int SIZE = 25;
  private static final DecisionRequest MAY_APPROVE = DecisionRequest.of(ADA, "jit.approve");

  @DatabaseTest
  void judgesNothingThatIsOlderThanWhatIsShown(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    flood(office, ApprovalInboxQuery.AT_ONCE + 1);
    office.recorded.statementsOf("from apr_request");

    var first = office.inbox.listPage(ACME, ADA, 1, SIZE);

    assertEquals(SIZE, first.items().size());
    assertTrue(first.more());
    assertEquals(Optional.empty(), first.before());
    assertEquals(1, office.recorded.statementsOf("from apr_request"));
    var last = office.inbox.listPage(ACME, ADA, 21, SIZE);
    assertEquals(1, last.items().size());
    assertFalse(last.more());
    assertEquals(Optional.of(20), last.before());
    assertEquals(2, office.recorded.statementsOf("from apr_request"));
  }

  @DatabaseTest
  void asksOnceWhetherSomebodyMayApproveWhateverWaits(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    flood(office, 60);
    int before = office.authorization.recordedQuestions().size();

    assertEquals(60, office.engine.listPending(ACME, ADA, 100).size());
    assertEquals(
        List.of(MAY_APPROVE),
        office
            .authorization
            .recordedQuestions()
            .subList(before, office.authorization.recordedQuestions().size()));
  }

  @DatabaseTest
  void asksOnceWhoCouldAskInTheNameOfAnAgent(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    var asked = new AtomicInteger();
    office.registry.with(AgentRegistry.class, "agents", counting(asked));
    flood(office, 40); // by two agents
    asked.set(0);

    assertEquals(40, office.engine.listPending(ACME, ADA, 100).size());

    assertEquals(2, asked.get());
  }

  /** A registry of no agents; how often it is asked who set what one authenticates by. */
  private static AgentRegistry counting(AtomicInteger asked) {
    var agents = new FakeAgentRegistry();
    return (AgentRegistry)
        Proxy.newProxyInstance(
            AgentRegistry.class.getClassLoader(),
            new Class<?>[] {AgentRegistry.class},
            (proxy, method, values) -> {
              asked.addAndGet(method.getName().equals("findCredentialSetters") ? 1 : 0);
              return method.invoke(agents, values);
            });
  }

  @DatabaseTest
  void findsNothingForWhomNoRuleNames(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    flood(office, 3);

    var none = office.inbox.listPage(ACME, EVE, 1, SIZE);

    assertEquals(new ApprovalInbox.ApprovalInboxPage(List.of(), Optional.empty(), false), none);
  }

  /** What was found out of one of the rules says nothing of another. */
  @DatabaseTest
  void tellsRulesApartThatNameOthers(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.rules.replace(
        ACME.id(),
        ApproverRuleJsonCodec.read(
            Map.of(
                "rules",
                List.of(
                    rule("critical", Map.of("kind", "user", "value", EVE.id())),
                    rule("high", Map.of("kind", "user", "value", ADA.id()))))));
    Approval eves = office.ask("critical");
    Approval adas = office.ask("high");

    assertEquals(List.of(adas), office.inbox.listPage(ACME, ADA, 1, SIZE).items());
    assertEquals(List.of(eves), office.inbox.listPage(ACME, EVE, 1, SIZE).items());
  }

  @DatabaseTest
  void showsNothingWhileNobodyCanTellWhoMayApprove(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.ask("high");
    office.authorization.withMissingModule("authz-rbac");

    assertThrows(ApiException.class, () -> office.inbox.listPage(ACME, ADA, 1, SIZE));
  }

  @DatabaseTest
  void leadsBackToTheLastPageThatHasAnythingOnIt(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    flood(office, 50);

    for (int page : List.of(3, 4, 999_999_999)) {
      var beyond = office.inbox.listPage(ACME, ADA, page, SIZE);
      assertEquals(
          new ApprovalInbox.ApprovalInboxPage(List.of(), Optional.of(2), false),
          beyond,
          "page " + page);
    }
    assertFalse(office.inbox.listPage(ACME, ADA, 2, SIZE).more());
  }

  @DatabaseTest
  void countsAllWhereThatIsAskedFor(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    flood(office, 30);
    var asked = new PageRequest(2, SIZE, Optional.empty(), Optional.empty(), false);

    var page = office.engine.listPending(ACME, ADA, asked);

    assertEquals(List.of(30L, 5L), List.of(page.total(), (long) page.items().size()));
  }

  @DatabaseTest
  void listsApproversWhoseApprovalNoLongerCounts(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("critical");
    Approval after = office.answer(asked.id(), GRACE, true);
    assertEquals(Set.of(), office.inbox.findInvalidatedApprovers(ACME, after));

    office.subjects.disabled(ACME, GRACE);

    assertEquals(Set.of(GRACE), office.inbox.findInvalidatedApprovers(ACME, after));
  }

  private static Map<String, Object> rule(String risk, Map<String, Object> approver) {
    return Map.of("risks", List.of(risk), "approvers", List.of(approver));
  }

  /** Asks so often, 20 times in the name of one agent, which is as often as it may. */
  private static void flood(ApprovalServiceFixture office, int times) {
    office.now = Instant.parse("2026-11-25T12:00:00Z");
    for (int i = 0; i < times; i++) {
      var agent = new SubjectRef(SubjectRef.AGENT, "agt_flood" + i / 20);
      office.subjects.with(ACME, agent);
      office.pass(Duration.ofMillis(1));
      office.engine.requestApproval(ACME, payment(agent, "high", Map.of("number", i)), BY);
    }
  }
}
