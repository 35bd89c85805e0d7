/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.BY;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GRACE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.code;
import static org.lumoauth.testkit.race.ConcurrentRunner.countSucceeded;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.approvals.rule.ApproverRuleJsonCodec;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApprovalUseServiceTest {

  private static final Map<String, Object> PAYMENT = Map.of("amount", 120, "to", "Merchant A");

  @DatabaseTest
  void refusesToUseAnApprovalAgain(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.use(asked.id(), PAYMENT);

    assertEquals("approval_used", code(() -> office.use(asked.id(), PAYMENT)));
  }

  @DatabaseTest
  void letsOneOfManyUseAnApprovalAtOnce(TestDatabase database) throws Exception {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);

    assertEquals(1, countSucceeded(8, () -> office.use(asked.id(), PAYMENT)));
  }

  @DatabaseTest
  void refusesOtherParametersThanWereApproved(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
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
        code(() -> office.engine.consume(ACME, asked.id(), "payments", PAYMENT, BY)));
    assertEquals(ApprovalState.USED, office.use(asked.id(), PAYMENT).state());
  }

  @DatabaseTest
  void takesTheSameParametersInAnotherOrderOrNotation(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);

    assertEquals(
        ApprovalState.USED,
        office
            .use(asked.id(), new java.util.TreeMap<>(Map.of("to", "Merchant A", "amount", 120.0)))
            .state());
  }

  @DatabaseTest
  void usesNothingThatWasDeniedOrIsPending(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval pending = office.ask("high");
    Approval denied = office.ask("high");
    office.answer(denied.id(), ADA, false);

    assertEquals("not_approved", code(() -> office.use(pending.id(), PAYMENT)));
    assertEquals("not_approved", code(() -> office.use(denied.id(), PAYMENT)));
  }

  /** Some look at an approval again and again, and never use it up. */
  @DatabaseTest
  void answersWhatWasApprovedAsWithdrawnWhileTooFewMayStillApproveIt(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.roles.withRole(ACME, new RoleRef("rol_1", "Treasurer", "treasurer"));
    office.roles.assign(ACME, ADA, List.of("treasurer"));
    office.roles.assign(ACME, GRACE, List.of("treasurer"));
    office.rules.replace(
        ACME.id(), ApproverRuleJsonCodec.read(Map.of("rules", List.of(twoTreasurers()))));
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.answer(asked.id(), GRACE, true);
    assertEquals(
        ApprovalState.APPROVED, office.engine.find(ACME, asked.id()).orElseThrow().state());

    office.roles.revoke(ACME, GRACE, "treasurer");

    assertEquals(
        ApprovalState.WITHDRAWN, office.engine.find(ACME, asked.id()).orElseThrow().state());
  }

  @DatabaseTest
  void usesNothingThatSomebodyApprovedWhoWasBlockedSince(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.subjects.disabled(ACME, ADA);

    assertEquals("not_approved", code(() -> office.use(asked.id(), PAYMENT)));
  }

  @DatabaseTest
  void usesNothingThatWasWithdrawnAfterItWasApproved(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.answer(asked.id(), ADA, true);

    assertTrue(office.engine.withdraw(ACME, asked.id(), BY));

    assertEquals("not_approved", code(() -> office.use(asked.id(), PAYMENT)));
  }

  @DatabaseTest
  void countsNoYesOfSomebodyWhoLostWhatMadeThemAnApprover(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    office.roles.withRole(ACME, new RoleRef("rol_1", "Treasurer", "treasurer"));
    office.roles.assign(ACME, ADA, List.of("treasurer"));
    office.roles.assign(ACME, GRACE, List.of("treasurer"));
    office.rules.replace(
        ACME.id(), ApproverRuleJsonCodec.read(Map.of("rules", List.of(twoTreasurers()))));
    Approval asked = office.ask("high");
    Approval approved = office.ask("high");
    office.answer(asked.id(), ADA, true);
    office.answer(approved.id(), ADA, true);
    office.answer(approved.id(), GRACE, true);

    office.roles.revoke(ACME, ADA, "treasurer");

    assertEquals(ApprovalState.PENDING, office.answer(asked.id(), GRACE, true).state());
    assertEquals("not_approved", code(() -> office.use(approved.id(), PAYMENT)));
    assertEquals("approver_gone", office.log.last(ACME.id()).event().details().get("reason"));
  }

  private static Map<String, Object> twoTreasurers() {
    return Map.of("people", 2, "approvers", List.of(Map.of("kind", "role", "value", "treasurer")));
  }
}
