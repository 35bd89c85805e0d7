/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.AGENT;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.BY;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.EVE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GLOBEX;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GRACE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.code;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.payment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.rule.ApproverDelegateStore.ApproverDelegate;
import org.lumoauth.agents.approvals.rule.ApproverRuleJsonCodec;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.ApproverResolver;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;

class ApproverEligibilityTest {

  private static final Map<String, Object> PAYMENT = Map.of("amount", 120, "to", "Merchant A");

  @DatabaseTest
  void refusesAnswersFromUsersWhoAreNotApprovers(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), EVE, true)));
    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), AGENT, true)));
    assertEquals(List.of(), office.engine.listPending(ACME, EVE, 10));
    assertEquals("approval.answer_refused", office.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void refusesApprovalOfOnesOwnRequest(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.engine.requestApproval(ACME, payment(ADA, "high", PAYMENT), BY);

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(ApprovalState.APPROVED, office.answer(asked.id(), GRACE, true).state());
  }

  /** Whoever knows what an agent authenticates by could ask in its name. */
  @DatabaseTest
  void refusesApprovalByTheUserWhoSetTheAgentsCredential(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.registry.with(AgentRegistry.class, "agents", withCredentialOf(ADA));
    Approval asked = office.ask("high");
    office.deputies.assign(
        ACME.id(), new ApproverDelegate(GRACE.id(), ADA.id(), office.now.plusSeconds(60)));

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), GRACE, true)));
    office.deputies.remove(ACME.id(), GRACE.id());
    assertEquals(ApprovalState.APPROVED, office.answer(asked.id(), GRACE, true).state());
  }

  @DatabaseTest
  void refusesApprovalByADeputyOfTheUserWhoSetTheCredential(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.registry.with(AgentRegistry.class, "agents", withCredentialOf(ADA));
    Approval asked = office.ask("high");
    office.deputies.assign(
        ACME.id(), new ApproverDelegate(ADA.id(), EVE.id(), office.now.plusSeconds(60)));

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), EVE, true)));
  }

  @DatabaseTest
  void ignoresApprovalsOfUsersWhoLaterSetTheCredential(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.registry.with(AgentRegistry.class, "agents", withCredentialOf(ADA));

    assertEquals("not_approved", code(() -> office.use(asked.id(), PAYMENT)));
  }

  /** What is for them they confirm whoever asks. */
  @DatabaseTest
  void letsTheUserWhoSetTheCredentialConfirmTheirOwnAccess(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.registry.with(AgentRegistry.class, "agents", withCredentialOf(EVE));
    Approval forEve =
        office.engine.requestApproval(ACME, with(payment("high"), List.of(), Optional.of(EVE)), BY);
    Approval critical =
        office.engine.requestApproval(
            ACME, with(payment("critical"), List.of(), Optional.of(EVE)), BY);
    Approval forAda =
        office.engine.requestApproval(ACME, with(payment("high"), List.of(), Optional.of(ADA)), BY);

    assertEquals(ApprovalState.APPROVED, office.answer(forEve.id(), EVE, true).state());
    assertEquals("not_an_approver", code(() -> office.answer(critical.id(), EVE, true)));
    assertEquals("not_an_approver", code(() -> office.answer(forAda.id(), EVE, true)));
    assertEquals(ApprovalState.USED, office.use(forEve.id(), PAYMENT).state());
  }

  @DatabaseTest
  void letsNobodyApproveWhatAnAgentAsksWhileNobodyKnowsItsCredential(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.registry.withUnavailable(AgentRegistry.class, "agents", "agents-registry");

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
  }

  @DatabaseTest
  void letsNobodyApproveWhatIsAskedThroughAClientWhoseCredentialTheySet(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    var gateway = new SubjectRef(SubjectRef.CLIENT, "cli_gateway");
    office.subjects.with(ACME, gateway);
    office.clients.withCredentialOf(ACME, gateway.id(), ADA);
    Approval asked =
        office.engine.requestApproval(
            ACME, with(payment("high"), List.of(gateway), Optional.empty()), BY);

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(ApprovalState.APPROVED, office.answer(asked.id(), GRACE, true).state());
  }

  private static FakeAgentRegistry withCredentialOf(SubjectRef who) {
    return new FakeAgentRegistry().withCredentialOf(ACME, AGENT.id(), who);
  }

  @DatabaseTest
  void refusesApprovalByActorsOfTheChain(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked =
        office.engine.requestApproval(
            ACME, with(payment("high"), List.of(ADA), Optional.empty()), BY);

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
  }

  /** As who had the token made by which an agent asks for them. */
  @DatabaseTest
  void letsAnActorOfTheChainConfirmTheirOwnAccess(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.authorization.allow(ACME, EVE, "jit.approve");
    Approval forEve =
        office.engine.requestApproval(
            ACME, with(payment("high"), List.of(EVE), Optional.of(EVE)), BY);
    Approval critical =
        office.engine.requestApproval(
            ACME, with(payment("critical"), List.of(EVE), Optional.of(EVE)), BY);

    assertEquals("not_an_approver", code(() -> office.answer(critical.id(), EVE, true)));
    assertEquals(ApprovalState.APPROVED, office.answer(forEve.id(), EVE, true).state());
    assertEquals(ApprovalState.USED, office.use(forEve.id(), PAYMENT).state());
  }

  @DatabaseTest
  void ignoresApprovalsOfDeputiesOfUsersWhoLaterSetTheCredential(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.deputies.assign(
        ACME.id(), new ApproverDelegate(ADA.id(), EVE.id(), office.now.plusSeconds(60)));
    office.registry.with(AgentRegistry.class, "agents", withCredentialOf(EVE));

    assertEquals("not_approved", code(() -> office.use(asked.id(), PAYMENT)));
    office.pass(Duration.ofSeconds(60));
    assertEquals(ApprovalState.USED, office.use(asked.id(), PAYMENT).state());
  }

  /** Who agreed may have had the token made by which it is asked for now. */
  @DatabaseTest
  void countsNoYesOfWhoAsksNowNorOfTheirDeputy(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    Approval forEve =
        office.engine.requestApproval(ACME, with(payment("high"), List.of(), Optional.of(EVE)), BY);
    office.answer(asked.id(), ADA, true);
    office.answer(forEve.id(), EVE, true);

    assertTrue(office.engine.isApprovedExcludingRequesters(ACME, asked.id(), Set.of(EVE)));
    assertFalse(office.engine.isApprovedExcludingRequesters(ACME, asked.id(), Set.of(ADA)));
    assertTrue(
        office.engine.isApprovedExcludingRequesters(ACME, forEve.id(), Set.of(EVE)), "for herself");
    assertFalse(office.engine.isApprovedExcludingRequesters(GLOBEX, asked.id(), Set.of()));
    office.deputies.assign(
        ACME.id(), new ApproverDelegate(ADA.id(), EVE.id(), office.now.plusSeconds(60)));
    assertFalse(office.engine.isApprovedExcludingRequesters(ACME, asked.id(), Set.of(EVE)));
  }

  /** Each decision that an approval is shown with looks at whose yes counts. */
  @DatabaseTest
  void asksForStandInsOnlyWhereSomebodyAsksForWhomOneCouldStandIn(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval agents = office.ask("critical");
    Approval eves =
        office.engine.requestApproval(
            ACME, with(payment("critical"), List.of(EVE), Optional.empty()), BY);
    for (Approval each : List.of(agents, eves)) {
      office.answer(each.id(), ADA, true);
      office.answer(each.id(), GRACE, true);
    }
    office.recorded.statementsOf("apr_deputy");

    assertTrue(office.engine.isApprovedExcludingRequesters(ACME, agents.id(), Set.of()));
    assertEquals(0, office.recorded.statementsOf("apr_deputy"));
    assertTrue(office.engine.isApprovedExcludingRequesters(ACME, eves.id(), Set.of()));
    assertEquals(2, office.recorded.statementsOf("apr_deputy"));
  }

  @DatabaseTest
  void refusesApprovalByADisabledUser(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.subjects.disabled(ACME, ADA);

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
  }

  @DatabaseTest
  void letsADeputyApprove(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.deputies.assign(
        ACME.id(), new ApproverDelegate(ADA.id(), EVE.id(), office.now.plus(Duration.ofDays(1))));
    Approval asked = office.ask("critical");

    assertEquals(ApprovalState.PENDING, office.answer(asked.id(), EVE, true).state());

    assertEquals("already_answered", code(() -> office.answer(asked.id(), EVE, true)));
    assertEquals( // the right was used by her stand-in
        "not_an_approver", code(() -> office.answer(asked.id(), ADA, true)));
    Approval approved = office.answer(asked.id(), GRACE, true);
    assertEquals(Optional.of(ADA), approved.answers().get(0).substitutedFor());
    office.pass(Duration.ofDays(1));
    Approval later = office.ask("high");
    assertEquals("not_an_approver", code(() -> office.answer(later.id(), EVE, true)));
  }

  @DatabaseTest
  void refusesApprovalOfOnesOwnRequestAsADeputy(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.deputies.assign(
        ACME.id(), new ApproverDelegate(ADA.id(), EVE.id(), office.now.plus(Duration.ofDays(1))));
    Approval asked = office.engine.requestApproval(ACME, payment(EVE, "high", PAYMENT), BY);
    Approval adas = office.engine.requestApproval(ACME, payment(ADA, "high", PAYMENT), BY);

    assertEquals("not_an_approver", code(() -> office.answer(asked.id(), EVE, true)));
    assertEquals("not_an_approver", code(() -> office.answer(adas.id(), EVE, true)));
  }

  @DatabaseTest
  void appliesTheTenantsRules(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.roles.withRole(ACME, new RoleRef("rol_1", "Treasurer", "treasurer"));
    office.roles.assign(ACME, EVE, List.of("treasurer"));
    office.registry.with(
        ApproverResolver.class, "owner", (tenant, asked) -> Set.<SubjectRef>of(GRACE));
    office.rules.replace(
        ACME.id(),
        ApproverRuleJsonCodec.read(
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
    assertEquals(ApprovalState.APPROVED, office.answer(first.id(), EVE, true).state());
    Approval second = office.ask("high");
    assertEquals(ApprovalState.APPROVED, office.answer(second.id(), GRACE, true).state());
    Approval other =
        office.engine.requestApproval(
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
    var office = new ApprovalServiceFixture(database);
    Approval asked =
        office.engine.requestApproval(ACME, with(payment("high"), List.of(), Optional.of(EVE)), BY);

    assertEquals(ApprovalState.APPROVED, office.answer(asked.id(), EVE, true).state());
  }

  @DatabaseTest
  void letsNobodyApproveWhatTheOneAskedWhomTheyStandInForOrWhoStandsInForThem(
      TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.authorization.allow(ACME, EVE, "jit.approve");
    office.deputies.assign(
        ACME.id(), new ApproverDelegate(ADA.id(), GRACE.id(), office.now.plus(Duration.ofDays(1))));
    Approval adas = office.engine.requestApproval(ACME, payment(ADA, "high", PAYMENT), BY);
    Approval graces =
        office.engine.requestApproval(
            ACME, with(payment("high"), List.of(GRACE), Optional.empty()), BY);

    assertEquals("not_an_approver", code(() -> office.answer(adas.id(), GRACE, true)));
    assertEquals("not_an_approver", code(() -> office.answer(graces.id(), ADA, true)));

    assertEquals(List.of(), office.engine.listPending(ACME, GRACE, 10));
    assertEquals(ApprovalState.APPROVED, office.answer(adas.id(), EVE, true).state());
    office.pass(Duration.ofMinutes(59));
    office.deputies.remove(ACME.id(), ADA.id());
    assertEquals(ApprovalState.APPROVED, office.answer(graces.id(), ADA, true).state());
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
}
