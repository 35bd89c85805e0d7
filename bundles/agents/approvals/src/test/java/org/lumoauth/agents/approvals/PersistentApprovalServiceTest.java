/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.BY;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.EVE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GLOBEX;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GRACE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.code;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.payment;
import static org.lumoauth.testkit.race.ConcurrentRunner.countSucceeded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.approvals.rule.ApproverRuleJsonCodec;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PersistentApprovalServiceTest {

  private static final Map<String, Object> PAYMENT = Map.of("amount", 120, "to", "Merchant A");

  @DatabaseTest
  void letsAnApproverAgreeAndTheRequesterGoOnOnce(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");

    assertEquals(ApprovalState.APPROVED, office.answer(asked.id(), ADA, true).state());
    assertEquals(ApprovalState.USED, office.use(asked.id(), PAYMENT).state());

    assertEquals("approval.used", office.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");

    assertEquals(Optional.empty(), office.engine.find(GLOBEX, asked.id()));
    assertEquals(
        "resource_not_found",
        code(() -> office.engine.answer(GLOBEX, asked.id(), ADA, ApprovalAnswer.of(true), BY)));
    assertEquals(
        "resource_not_found",
        code(() -> office.engine.consume(GLOBEX, asked.id(), "payment", PAYMENT, BY)));
    assertFalse(office.engine.withdraw(GLOBEX, asked.id(), BY));
    assertEquals(List.of(), office.engine.listPending(GLOBEX, ADA, 10));
    assertEquals(1, office.engine.listPending(ACME, ADA, 10).size());
  }

  @DatabaseTest
  void requiresTwoApproversForCriticalRequests(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("critical");

    assertEquals(ApprovalState.PENDING, office.answer(asked.id(), ADA, true).state());
    assertEquals("already_answered", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(List.of(), office.engine.listPending(ACME, ADA, 10));
    assertEquals(ApprovalState.APPROVED, office.answer(asked.id(), GRACE, true).state());
  }

  @DatabaseTest
  void ignoresApprovalsOfUsersBlockedLater(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.authorization.allow(ACME, EVE, "jit.approve");
    Approval asked = office.ask("critical");
    office.answer(asked.id(), ADA, true);
    office.subjects.disabled(ACME, ADA);

    assertEquals(ApprovalState.PENDING, office.answer(asked.id(), GRACE, true).state());
    assertEquals(
        List.of(ADA.toString()), office.log.last(ACME.id()).event().details().get("not_counted"));
    assertEquals(ApprovalState.APPROVED, office.answer(asked.id(), EVE, true).state());
  }

  @DatabaseTest
  void deniesARequestOnOneRejection(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("critical");
    office.answer(asked.id(), ADA, true);

    assertEquals(ApprovalState.DENIED, office.answer(asked.id(), GRACE, false).state());
  }

  @DatabaseTest
  void countsOneOfTwoAnswersThatComeAtOnce(TestDatabase database) throws Exception {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");

    assertEquals(1, countSucceeded(8, () -> office.answer(asked.id(), ADA, true)));
    assertEquals(1, office.engine.find(ACME, asked.id()).orElseThrow().answers().size());
  }

  @DatabaseTest
  void takesNoAnswerAfterTheEnd(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.pass(Duration.ofHours(1));

    assertEquals("already_answered", code(() -> office.answer(asked.id(), ADA, true)));
    assertEquals(ApprovalState.EXPIRED, office.engine.find(ACME, asked.id()).orElseThrow().state());
    office.worker.run();
    assertEquals("approval.expired", office.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void takesNoAnswerToWhatWasWithdrawn(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");

    assertTrue(office.engine.withdraw(ACME, asked.id(), BY));

    assertEquals("already_answered", code(() -> office.answer(asked.id(), ADA, true)));
    assertFalse(office.engine.withdraw(ACME, asked.id(), BY));
  }

  @DatabaseTest
  void showsWhatWaitsBehindMoreThanIsReadAtOnce(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    var treasurer = Map.of("kind", "role", "value", "treasurer");
    office.rules.replace(
        ACME.id(),
        ApproverRuleJsonCodec.read(
            Map.of(
                "rules",
                List.of(
                    Map.of("risks", List.of("critical"), "approvers", List.of(treasurer)),
                    Map.of(
                        "approvers",
                        List.of(Map.of("kind", "permission", "value", "jit.approve")))))));
    for (int i = 0; i < ApprovalInboxQuery.AT_ONCE; i++) { // 20 each, all to end at the same moment
      var flooding = new SubjectRef("agent", "agt_flood" + i / 20);
      office.subjects.with(ACME, flooding);
      office.engine.requestApproval(ACME, payment(flooding, "critical", PAYMENT), BY);
    }
    office.pass(Duration.ofSeconds(1));
    Approval honest = office.ask("high");

    assertEquals(
        List.of(honest.id()),
        office.engine.listPending(ACME, ADA, 10).stream().map(Approval::id).toList());
  }

  @DatabaseTest
  void removesATenantsApprovalsAndNoOthers(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    Approval other = office.engine.requestApproval(GLOBEX, payment("high"), BY);

    database
        .eraser(List.of("apr_answer", "apr_request", "apr_rules", "apr_deputy", "apr_family"))
        .erase(ACME.id());

    assertEquals(Optional.empty(), office.engine.find(ACME, asked.id()));
    assertTrue(office.engine.find(GLOBEX, other.id()).isPresent());
  }
}
