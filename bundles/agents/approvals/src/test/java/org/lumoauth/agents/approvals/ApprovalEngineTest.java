package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.approvals.Office.ACME;
import static org.lumoauth.agents.approvals.Office.ADA;
import static org.lumoauth.agents.approvals.Office.AGENT;
import static org.lumoauth.agents.approvals.Office.BY;
import static org.lumoauth.agents.approvals.Office.EVE;
import static org.lumoauth.agents.approvals.Office.GLOBEX;
import static org.lumoauth.agents.approvals.Office.GRACE;
import static org.lumoauth.agents.approvals.Office.payment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.approvals.rule.Deputies.Deputy;
import org.lumoauth.agents.approvals.rule.RuleJson;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.approval.ApproverSource;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;

class ApprovalEngineTest {

  private static final Map<String, Object> PAYMENT = Map.of("amount", 120, "to", "Merchant A");

  @DatabaseTest
  void letsAnApproverAgreeAndTheRequesterGoOnOnce(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");

    assertEquals(State.APPROVED, office.answer(asked.id(), ADA, true).state());
    assertEquals(State.USED, office.use(asked.id(), PAYMENT).state());

    assertEquals("approval.used", office.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void refusesToUseAnApprovalAgain(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.use(asked.id(), PAYMENT);

    assertEquals("approval_used", code(() -> office.use(asked.id(), PAYMENT)));
  }

  @DatabaseTest
  void letsOneOfManyUseAnApprovalAtOnce(TestDatabase database) throws Exception {
    var office = new Office(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);

    assertEquals(1, succeeded(8, () -> office.use(asked.id(), PAYMENT)));
  }

  @DatabaseTest
  void refusesOtherParametersThanWereApproved(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);

    for (Map<String, Object> swapped :
        List.<Map<String, Object>>of(
            Map.of("amount", 121, "to", "Merchant A"),
            Map.of("amount", "120", "to", "Merchant A"),
            Map.of("amount", 120, "to", "Merchant A "),
            Map.of("amount", 120, "to", "merchant A"),
            Map.of("amount", 120, "to", "Merchant \u0410"),
            Map.of("amount", 120, "to", "Merchant A", "copy", true),
            Map.of("amount", 120))) {
      assertEquals("approval_mismatch", code(() -> office.use(asked.id(), swapped)));
    }
    assertEquals(
        "approval_mismatch",
        code(() -> office.engine.use(ACME, asked.id(), "payments", PAYMENT, BY)));
    assertEquals(State.USED, office.use(asked.id(), PAYMENT).state());
  }

  @DatabaseTest
  void takesTheSameParametersInAnotherOrderOrNotation(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);

    assertEquals(
        State.USED,
        office
            .use(asked.id(), new java.util.TreeMap<>(Map.of("to", "Merchant A", "amount", 120.0)))
            .state());
  }

  @DatabaseTest
  void asksForNoNumberThatHasTheHashOfAnother(TestDatabase database) {
    var office = new Office(database);
    var exact = payment(AGENT, "high", Map.of("amount", 9_007_199_254_740_992L));
    var not = payment(AGENT, "high", Map.of("amount", 9_007_199_254_740_993L));

    office.engine.ask(ACME, exact, BY);

    assertEquals("validation_error", code(() -> office.engine.ask(ACME, not, BY)));
  }

  @DatabaseTest
  void usesNothingThatWasDeniedOrIsPending(TestDatabase database) {
    var office = new Office(database);
    Approval pending = office.ask("high");
    Approval denied = office.ask("high");
    office.answer(denied.id(), ADA, false);

    assertEquals("not_approved", code(() -> office.use(pending.id(), PAYMENT)));
    assertEquals("not_approved", code(() -> office.use(denied.id(), PAYMENT)));
  }

  @DatabaseTest
  void letsNobodyAnswerWhoIsNoApprover(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), EVE, true)));
    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), AGENT, true)));
    assertEquals(List.of(), office.engine.waiting(ACME, EVE, 10));
    assertEquals("approval.answer_refused", office.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void letsNobodyApproveTheirOwnRequest(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.engine.ask(ACME, payment(ADA, "high", PAYMENT), BY);

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(State.APPROVED, office.answer(asked.id(), GRACE, true).state());
  }

  @DatabaseTest
  void letsNobodyOfTheChainApprove(TestDatabase database) {
    var office = new Office(database);
    Approval asked =
        office.engine.ask(ACME, with(payment("high"), List.of(ADA), Optional.empty()), BY);

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
  }

  @DatabaseTest
  void letsNobodyApproveWhoIsDisabled(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");
    office.subjects.disabled(ACME, ADA);

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");

    assertEquals(Optional.empty(), office.engine.find(GLOBEX, asked.id()));
    assertEquals(
        "resource_not_found",
        code(() -> office.engine.answer(GLOBEX, asked.id(), ADA, Answer.of(true), BY)));
    assertEquals(
        "resource_not_found",
        code(() -> office.engine.use(GLOBEX, asked.id(), "payment", PAYMENT, BY)));
    assertFalse(office.engine.withdraw(GLOBEX, asked.id(), BY));
    assertEquals(List.of(), office.engine.waiting(GLOBEX, ADA, 10));
    assertEquals(1, office.engine.waiting(ACME, ADA, 10).size());
  }

  @DatabaseTest
  void wantsTwoPeopleForWhatIsCritical(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("critical");

    assertEquals(State.PENDING, office.answer(asked.id(), ADA, true).state());
    assertEquals("already_answered", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(List.of(), office.engine.waiting(ACME, ADA, 10));
    assertEquals(State.APPROVED, office.answer(asked.id(), GRACE, true).state());
  }

  @DatabaseTest
  void countsNoYesOfSomebodyWhoWasBlockedSince(TestDatabase database) {
    var office = new Office(database);
    office.authorization.allow(ACME, EVE, "jit.approve");
    Approval asked = office.ask("critical");
    office.answer(asked.id(), ADA, true);
    office.subjects.disabled(ACME, ADA);

    assertEquals(State.PENDING, office.answer(asked.id(), GRACE, true).state());
    assertEquals(
        List.of(ADA.toString()), office.log.last(ACME.id()).event().details().get("not_counted"));
    assertEquals(State.APPROVED, office.answer(asked.id(), EVE, true).state());
  }

  @DatabaseTest
  void countsNoYesOfSomebodyWhoLostWhatMadeThemAnApprover(TestDatabase database) {
    var office = new Office(database);
    office.roles.withRole(ACME, new RoleRef("rol_1", "Treasurer", "treasurer"));
    office.roles.assign(ACME, ADA, List.of("treasurer"));
    office.roles.assign(ACME, GRACE, List.of("treasurer"));
    office.rules.write(ACME.id(), RuleJson.read(Map.of("rules", List.of(twoTreasurers()))));
    Approval asked = office.ask("high");
    Approval approved = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.answer(approved.id(), ADA, true);
    office.answer(approved.id(), GRACE, true);

    office.roles.revoke(ACME, ADA, "treasurer");

    assertEquals(State.PENDING, office.answer(asked.id(), GRACE, true).state());
    assertEquals("not_approved", code(() -> office.use(approved.id(), PAYMENT)));
    assertEquals("approver_gone", office.log.last(ACME.id()).event().details().get("reason"));
  }

  /** Some look at an approval again and again, and never use it up. */
  @DatabaseTest
  void answersWhatWasApprovedAsWithdrawnWhileTooFewMayStillApproveIt(TestDatabase database) {
    var office = new Office(database);
    office.roles.withRole(ACME, new RoleRef("rol_1", "Treasurer", "treasurer"));
    office.roles.assign(ACME, ADA, List.of("treasurer"));
    office.roles.assign(ACME, GRACE, List.of("treasurer"));
    office.rules.write(ACME.id(), RuleJson.read(Map.of("rules", List.of(twoTreasurers()))));
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.answer(asked.id(), GRACE, true);
    assertEquals(State.APPROVED, office.engine.find(ACME, asked.id()).orElseThrow().state());

    office.roles.revoke(ACME, GRACE, "treasurer");

    assertEquals(State.WITHDRAWN, office.engine.find(ACME, asked.id()).orElseThrow().state());
  }

  private static Map<String, Object> twoTreasurers() {
    return Map.of("people", 2, "approvers", List.of(Map.of("kind", "role", "value", "treasurer")));
  }

  @DatabaseTest
  void usesNothingThatSomebodyApprovedWhoWasBlockedSince(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.subjects.disabled(ACME, ADA);

    assertEquals("not_approved", code(() -> office.use(asked.id(), PAYMENT)));
  }

  @DatabaseTest
  void takesOneNoForANo(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("critical");
    office.answer(asked.id(), ADA, true);

    assertEquals(State.DENIED, office.answer(asked.id(), GRACE, false).state());
  }

  @DatabaseTest
  void countsOneOfTwoAnswersThatComeAtOnce(TestDatabase database) throws Exception {
    var office = new Office(database);
    Approval asked = office.ask("high");

    assertEquals(1, succeeded(8, () -> office.answer(asked.id(), ADA, true)));
    assertEquals(1, office.engine.find(ACME, asked.id()).orElseThrow().answers().size());
  }

  @DatabaseTest
  void takesNoAnswerAfterTheEnd(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");
    office.pass(Duration.ofHours(1));

    assertEquals("already_answered", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(State.EXPIRED, office.engine.find(ACME, asked.id()).orElseThrow().state());
    office.worker.run();
    assertEquals("approval.expired", office.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void takesNoAnswerToWhatWasWithdrawn(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");

    assertTrue(office.engine.withdraw(ACME, asked.id(), BY));

    assertEquals("already_answered", code(() -> office.answer(asked.id(), ADA, true)));
    assertFalse(office.engine.withdraw(ACME, asked.id(), BY));
  }

  @DatabaseTest
  void usesNothingThatWasWithdrawnAfterItWasApproved(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);

    assertTrue(office.engine.withdraw(ACME, asked.id(), BY));

    assertEquals("not_approved", code(() -> office.use(asked.id(), PAYMENT)));
  }

  @DatabaseTest
  void letsSomebodyStandInForAnApprover(TestDatabase database) {
    var office = new Office(database);
    office.deputies.name(
        ACME.id(), new Deputy(ADA.id(), EVE.id(), office.now.plus(Duration.ofDays(1))));
    Approval asked = office.ask("critical");

    assertEquals(State.PENDING, office.answer(asked.id(), EVE, true).state());

    assertEquals("already_answered", code(() -> office.answer(asked.id(), EVE, true)));
    assertEquals( // the right was used by her stand-in
        "not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
    Approval approved = office.answer(asked.id(), GRACE, true);
    assertEquals(Optional.of(ADA), approved.answers().get(0).inPlaceOf());
    office.pass(Duration.ofDays(1));
    Approval later = office.ask("high");
    assertEquals("not_an_approver", code(() -> office.answer(later.id(), EVE, true)));
  }

  @DatabaseTest
  void letsNobodyApproveTheirOwnRequestAsAStandIn(TestDatabase database) {
    var office = new Office(database);
    office.deputies.name(
        ACME.id(), new Deputy(ADA.id(), EVE.id(), office.now.plus(Duration.ofDays(1))));
    Approval asked = office.engine.ask(ACME, payment(EVE, "high", PAYMENT), BY);
    Approval adas = office.engine.ask(ACME, payment(ADA, "high", PAYMENT), BY);

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), EVE, true)));
    assertEquals("not_an_approver", code(() -> office.answer(adas.id(), EVE, true)));
  }

  @DatabaseTest
  void goesByTheRulesOfTheTenant(TestDatabase database) {
    var office = new Office(database);
    office.roles.withRole(ACME, new RoleRef("rol_1", "Treasurer", "treasurer"));
    office.roles.assign(ACME, EVE, List.of("treasurer"));
    office.registry.with(
        ApproverSource.class, "owner", (tenant, asked) -> Set.<SubjectRef>of(GRACE));
    office.rules.write(
        ACME.id(),
        RuleJson.read(
            Map.of(
                "rules",
                List.of(
                    Map.of(
                        "actions",
                        List.of("payment"),
                        "approvers",
                        List.of(
                            Map.of("kind", "role", "value", "treasurer"),
                            Map.of("kind", "source", "value", "owner")))))));

    Approval first = office.ask("high");
    assertEquals("not_an_approver", code(() -> office.answer(first.id(), ADA, true)));
    assertEquals(State.APPROVED, office.answer(first.id(), EVE, true).state());
    Approval second = office.ask("high");
    assertEquals(State.APPROVED, office.answer(second.id(), GRACE, true).state());
    Approval other =
        office.engine.ask(
            ACME,
            new NewApproval(
                AGENT,
                List.of(),
                Optional.empty(),
                "file_access",
                Map.of(),
                "",
                "high",
                Optional.empty(),
                Optional.empty()),
            BY);
    assertEquals("not_an_approver", code(() -> office.answer(other.id(), ADA, true)));
  }

  @DatabaseTest
  void letsTheUserWhoIsActedForApprove(TestDatabase database) {
    var office = new Office(database);
    Approval asked =
        office.engine.ask(ACME, with(payment("high"), List.of(), Optional.of(EVE)), BY);

    assertEquals(State.APPROVED, office.answer(asked.id(), EVE, true).state());
  }

  @DatabaseTest
  void limitsHowManyWait(TestDatabase database) {
    var office = new Office(database);
    for (int i = 0; i < 20; i++) {
      office.ask("high");
    }

    assertEquals("too_many_pending_approvals", code(() -> office.ask("high")));
  }

  @DatabaseTest
  void countsWhatSubAgentsAskWithWhatTheOneAboveThemAsks(TestDatabase database) {
    var office = new Office(database);
    var agents = new FakeAgentRegistry().with(ACME, agent("agt_1", Optional.empty()));
    office.registry.with(AgentRegistry.class, "agents", agents);
    for (int i = 0; i < 20; i++) {
      var helper = new SubjectRef("agent", "agt_helper" + i);
      agents.with(ACME, agent(helper.id(), Optional.of(i == 0 ? "agt_1" : "agt_helper" + i / 3)));
      office.engine.ask(ACME, payment(helper, "high", PAYMENT), BY);
    }
    agents.with(ACME, agent("agt_other", Optional.empty()));
    var other = new SubjectRef("agent", "agt_other");

    assertEquals("too_many_pending_approvals", code(() -> office.ask("high")));
    office.engine.ask(ACME, payment(other, "high", PAYMENT), BY);
  }

  private static Agent agent(String id, Optional<String> parentId) {
    var details =
        new AgentDetails(
            AgentStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            parentId,
            Optional.empty());
    return new AgentBuilder(id, "cli_" + id, "Helper", Set.of(), true).with(details).build();
  }

  @DatabaseTest
  void showsWhatWaitsBehindMoreThanIsReadAtOnce(TestDatabase database) {
    var office = new Office(database);
    var treasurer = Map.of("kind", "role", "value", "treasurer");
    office.rules.write(
        ACME.id(),
        RuleJson.read(
            Map.of(
                "rules",
                List.of(
                    Map.of("risks", List.of("critical"), "approvers", List.of(treasurer)),
                    Map.of(
                        "approvers",
                        List.of(Map.of("kind", "permission", "value", "jit.approve")))))));
    for (int i = 0; i < ApprovalEngine.AT_ONCE; i++) { // 20 each, all to end at the same moment
      var flooding = new SubjectRef("agent", "agt_flood" + i / 20);
      office.subjects.with(ACME, flooding);
      office.engine.ask(ACME, payment(flooding, "critical", PAYMENT), BY);
    }
    office.pass(Duration.ofSeconds(1));
    Approval honest = office.ask("high");

    assertEquals(
        List.of(honest.id()),
        office.engine.waiting(ACME, ADA, 10).stream().map(Approval::id).toList());
  }

  @DatabaseTest
  void takesNoAnswerLaterThanTheRulesOrWhoeverAsksSay(TestDatabase database) {
    var office = new Office(database);

    Approval shorter = office.engine.ask(ACME, lasting(Duration.ofMinutes(1)), BY);
    Approval longer = office.engine.ask(ACME, lasting(Duration.ofDays(1)), BY);

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

  @DatabaseTest
  void letsNobodyApproveWhatTheOneAskedWhomTheyStandInForOrWhoStandsInForThem(
      TestDatabase database) {
    var office = new Office(database);
    office.authorization.allow(ACME, EVE, "jit.approve");
    office.deputies.name(
        ACME.id(), new Deputy(ADA.id(), GRACE.id(), office.now.plus(Duration.ofDays(1))));
    Approval adas = office.engine.ask(ACME, payment(ADA, "high", PAYMENT), BY);
    Approval graces =
        office.engine.ask(ACME, with(payment("high"), List.of(GRACE), Optional.empty()), BY);

    assertEquals("not_an_approver", code(() -> office.answer(adas.id(), GRACE, true)));
    assertEquals("not_an_approver", code(() -> office.answer(graces.id(), ADA, true)));

    assertEquals(List.of(), office.engine.waiting(ACME, GRACE, 10));
    assertEquals(State.APPROVED, office.answer(adas.id(), EVE, true).state());
    office.pass(Duration.ofMinutes(59));
    office.deputies.remove(ACME.id(), ADA.id());
    assertEquals(State.APPROVED, office.answer(graces.id(), ADA, true).state());
  }

  @DatabaseTest
  void removesATenantsApprovalsAndNoOthers(TestDatabase database) {
    var office = new Office(database);
    Approval asked = office.ask("high");
    Approval other = office.engine.ask(GLOBEX, payment("high"), BY);

    new ApprovalsOfTenants(office.store).erase(ACME.id());

    assertEquals(Optional.empty(), office.engine.find(ACME, asked.id()));
    assertTrue(office.engine.find(GLOBEX, other.id()).isPresent());
  }

  private static NewApproval with(
      NewApproval asked, List<SubjectRef> chain, Optional<SubjectRef> onBehalfOf) {
    return new NewApproval(
        asked.requester(),
        chain,
        onBehalfOf,
        asked.action(),
        asked.parameters(),
        asked.reason(),
        asked.risk(),
        asked.approver(),
        asked.lifetime());
  }

  private static int succeeded(int times, Callable<?> work) throws InterruptedException {
    var pool = Executors.newFixedThreadPool(times);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        all.add(
            () -> {
              try {
                work.call();
                return true;
              } catch (Problem refused) {
                return false;
              }
            });
      }
      int done = 0;
      for (Future<Boolean> each : pool.invokeAll(all)) {
        try {
          done += each.get() ? 1 : 0;
        } catch (java.util.concurrent.ExecutionException e) {
          throw new AssertionError(e.getCause());
        }
      }
      return done;
    } finally {
      pool.shutdown();
    }
  }

  private static String code(Executable work) {
    return assertThrows(Problem.class, work).code();
  }
}
