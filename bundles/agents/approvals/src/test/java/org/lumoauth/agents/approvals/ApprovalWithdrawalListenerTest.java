/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.AGENT;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.BY;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.EVE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GRACE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** What was asked before somebody was stopped is not there any more when they are back. */
class ApprovalWithdrawalListenerTest {

  /** More than is looked at, and more than is recorded, at once. */
  private static final int MANY = 201;

  private static final SubjectRef APP = new SubjectRef(SubjectRef.CLIENT, "cli_1");

  @DatabaseTest
  void withdrawsWhatTheOneAskedWhoWasStopped(TestDatabase database) {
    for (String type : List.of("subject.disabled", "subject.deleted")) {
      var office = new ApprovalServiceFixture(database);
      Approval pending = office.ask("high");
      Approval approved = office.ask("high");
      office.answer(approved.id(), ADA, true);
      Approval used = office.ask("high");
      office.answer(used.id(), ADA, true);
      office.use(used.id(), used.request().parameters());

      office.stops.onEvent(new DomainEvent(type, ACME.id(), AGENT.id()));

      assertEquals(ApprovalState.WITHDRAWN, state(office, pending));
      assertEquals(ApprovalState.WITHDRAWN, state(office, approved));
      assertEquals(ApprovalState.USED, state(office, used));
      office.worker.run();
      assertEquals(type, office.log.last(ACME.id()).event().details().get("reason"));
      database
          .eraser(List.of("apr_answer", "apr_request", "apr_rules", "apr_deputy", "apr_family"))
          .erase(ACME.id());
    }
  }

  @DatabaseTest
  void withdrawsWhatWasApprovedHoweverLongAgoItCouldBeAnswered(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval pending = office.ask("high");
    Approval approved = office.ask("high");
    office.answer(approved.id(), ADA, true);
    office.pass(Duration.ofHours(2));

    office.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));

    assertEquals(ApprovalState.WITHDRAWN, state(office, approved));
    assertEquals(ApprovalState.EXPIRED, state(office, pending));
  }

  @DatabaseTest
  void leavesWhatWasApprovedSoLongAgoThatItCanBeUsedNoMore(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval approved = office.ask("high");
    office.answer(approved.id(), ADA, true);
    Instant last = approved.expiresAt().plus(Duration.ofDays(ApprovalSettings.LEAST_KEPT_DAYS));
    office.pass(Duration.between(office.now, last));

    office.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));

    assertEquals(ApprovalState.APPROVED, state(office, approved));
  }

  @DatabaseTest
  void leavesWhatIsAskedByAnotherConsent(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    consenting(office, true);
    Approval theirs =
        office.engine.requestApproval(ACME, asked(AGENT, List.of(), Optional.of(EVE)), BY);
    consenting(office, false);

    office.stops.onEvent(new DomainEvent("delegation.revoked", ACME.id(), "dlg_2"));
    consenting(office, true);

    assertEquals(ApprovalState.PENDING, state(office, theirs));
  }

  @DatabaseTest
  void withdrawsWhatWasAskedWhileNobodyKnewByWhichConsent(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval theirs =
        office.engine.requestApproval(ACME, asked(AGENT, List.of(), Optional.of(EVE)), BY);
    consenting(office, false);

    office.stops.onEvent(new DomainEvent("delegation.revoked", ACME.id(), "dlg_2"));
    consenting(office, true);

    assertEquals(ApprovalState.WITHDRAWN, state(office, theirs));
  }

  @DatabaseTest
  void withdrawsWhatIsForTheOneOrAskedThroughTheOneWhoWasStopped(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.subjects.with(ACME, APP);
    Approval theirs =
        office.engine.requestApproval(ACME, asked(AGENT, List.of(), Optional.of(EVE)), BY);
    Approval through =
        office.engine.requestApproval(ACME, asked(GRACE, List.of(APP), Optional.empty()), BY);
    Approval others = office.ask("high");

    office.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), EVE.id()));
    office.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), APP.id()));

    assertEquals(ApprovalState.WITHDRAWN, state(office, theirs));
    assertEquals(ApprovalState.WITHDRAWN, state(office, through));
    assertEquals(ApprovalState.PENDING, state(office, others));
  }

  @DatabaseTest
  void leavesOtherTenantsAndOtherEventsAlone(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");

    office.stops.onEvent(
        new DomainEvent("subject.disabled", ApprovalServiceFixture.GLOBEX.id(), AGENT.id()));
    office.stops.onEvent(new DomainEvent("subject.changed", ACME.id(), AGENT.id()));

    assertEquals(ApprovalState.PENDING, state(office, asked));
  }

  @DatabaseTest
  void leavesWhatWasAskedSinceWhereTheEventComesLate(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval before = office.ask("high");
    Instant when = office.now;
    office.pass(Duration.ofSeconds(1));
    Approval since = office.ask("high");

    office.stops.onMissedEvent(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()), when);

    assertEquals(ApprovalState.WITHDRAWN, state(office, before));
    assertEquals(ApprovalState.PENDING, state(office, since));
  }

  @DatabaseTest
  void withdrawsWhatIsForAUserWhoTookTheirConsentBack(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    consenting(office, true);
    Approval theirs =
        office.engine.requestApproval(ACME, asked(AGENT, List.of(), Optional.of(EVE)), BY);
    Approval own = office.ask("high");
    consenting(office, false);

    office.stops.onEvent(new DomainEvent("delegation.revoked", ACME.id(), "dlg_1"));
    consenting(office, true);

    assertEquals(ApprovalState.WITHDRAWN, state(office, theirs));
    assertEquals(ApprovalState.PENDING, state(office, own));
  }

  @DatabaseTest
  void withdrawsWhatIsForAUserOfAnAgentThatMayActForNobodyAnyMore(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    consenting(office, true);
    Approval theirs =
        office.engine.requestApproval(ACME, asked(AGENT, List.of(), Optional.of(EVE)), BY);
    consenting(office, false);

    office.stops.onEvent(new DomainEvent("subject.changed", ACME.id(), "agt_other"));
    consenting(office, true);
    assertEquals(ApprovalState.PENDING, state(office, theirs));
    consenting(office, false);
    office.stops.onEvent(new DomainEvent("subject.changed", ACME.id(), AGENT.id()));
    consenting(office, true);

    assertEquals(ApprovalState.WITHDRAWN, state(office, theirs));
  }

  @DatabaseTest
  void leavesWhatIsOverAsItIs(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval used = office.ask("high");
    office.answer(used.id(), ADA, true);
    office.use(used.id(), used.request().parameters());
    office.ask("high");
    office.pass(Duration.ofDays(30));
    office.worker.run();
    List<String> records = office.log.actions(ACME.id());

    office.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));
    office.worker.run();

    assertEquals(records, office.log.actions(ACME.id()));
  }

  @DatabaseTest
  void recordsAndTellsOnceWhatEndedThoughTheTenantWasNotServedMeanwhile(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));
    var told = new DomainEvent(ApprovalService.ANSWERED, ACME.id(), asked.id());
    assertFalse(office.events.published().contains(told));

    office.served.without(ACME);
    office.worker.run();
    assertFalse(office.log.actions(ACME.id()).contains("approval.withdrawn"));
    office.served.with(ACME);
    office.worker.run();
    office.worker.run();

    assertEquals(1, Collections.frequency(office.log.actions(ACME.id()), "approval.withdrawn"));
    assertEquals(1, Collections.frequency(office.events.published(), told));
  }

  @DatabaseTest
  void withdrawsHoweverManyThereAre(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    for (int i = 0; i < MANY; i++) {
      office.answer(office.ask("high").id(), ADA, true);
    }

    office.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));
    office.worker.run();

    assertEquals(MANY, Collections.frequency(office.log.actions(ACME.id()), "approval.withdrawn"));
  }

  @DatabaseTest
  void looksAtNothingWhereAUserChanges(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    consenting(office, true);
    office.engine.requestApproval(ACME, asked(AGENT, List.of(), Optional.of(EVE)), BY);
    office.registry.withUnavailable(AgentDelegationLookup.class, "delegation", "agents-delegation");

    assertDoesNotThrow(
        () -> office.stops.onEvent(new DomainEvent("subject.changed", ACME.id(), EVE.id())));
  }

  @DatabaseTest
  void takesNoYesToWhatSomebodyAskedWhoIsStoppedThoughNobodyToldOfIt(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    Approval approved = office.ask("high");
    office.answer(approved.id(), ADA, true);
    office.subjects.disabled(ACME, AGENT);

    assertEquals("already_answered", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(List.of(), office.engine.listPending(ACME, ADA, 10));
    assertFalse(office.engine.canAnswer(ACME, asked, ADA));
    assertEquals(ApprovalState.WITHDRAWN, state(office, approved));
    assertEquals(
        "not_approved", code(() -> office.use(approved.id(), approved.request().parameters())));
  }

  @DatabaseTest
  void takesNoYesForAUserWhoTookTheirConsentBackThoughNobodyToldOfIt(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    consenting(office, true);
    Approval asked =
        office.engine.requestApproval(ACME, asked(AGENT, List.of(), Optional.of(EVE)), BY);
    consenting(office, false);

    assertEquals("already_answered", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(ApprovalState.WITHDRAWN, state(office, asked));
  }

  @DatabaseTest
  void saysNothingOfConsentWhileNobodyCanTell(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    consenting(office, true);
    Approval asked =
        office.engine.requestApproval(ACME, asked(AGENT, List.of(), Optional.of(EVE)), BY);
    office.registry.withUnavailable(AgentDelegationLookup.class, "delegation", "agents-delegation");

    assertEquals("module_unavailable", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(ApprovalState.DENIED, deny(office, asked).state());
  }

  @DatabaseTest
  void passesOverNoConsentThatWasTakenBackWhileTheModuleThatKnowsItBeginsToWork(
      TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    consenting(office, true);
    Approval asked =
        office.engine.requestApproval(ACME, asked(AGENT, List.of(), Optional.of(EVE)), BY);
    AgentDelegationLookup none = (tenant, user, agentId) -> Optional.empty();
    office.registry.withRecoveringAfterAcquire(
        AgentDelegationLookup.class, "delegation", "agents-delegation", none);

    assertEquals("already_answered", code(() -> office.answer(asked.id(), ADA, true)));
  }

  private static Approval deny(ApprovalServiceFixture office, Approval asked) {
    return office.answer(asked.id(), ADA, false);
  }

  private static void consenting(ApprovalServiceFixture office, boolean consents) {
    office.registry.with(
        AgentDelegationLookup.class,
        "delegation",
        (tenant, user, agentId) ->
            consents
                ? Optional.of(
                    new AgentDelegationLookup.AgentDelegation(
                        "dlg_1", user, agentId, Set.of(), Optional.empty()))
                : Optional.empty());
  }

  private static NewApproval asked(
      SubjectRef requester, List<SubjectRef> chain, Optional<SubjectRef> onBehalfOf) {
    NewApproval payment = payment(requester, "high", Map.of("amount", 1));
    return new NewApproval(
        requester,
        chain,
        onBehalfOf,
        payment.action(),
        payment.parameters(),
        payment.reason(),
        payment.risk(),
        payment.approver(),
        payment.lifetime());
  }

  private static ApprovalState state(ApprovalServiceFixture office, Approval asked) {
    return office.engine.find(ACME, asked.id()).orElseThrow().state();
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
