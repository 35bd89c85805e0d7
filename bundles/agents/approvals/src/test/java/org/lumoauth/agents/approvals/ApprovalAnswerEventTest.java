/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.AGENT;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.BY;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** The event of an answer is written in the transaction of the answer. */
class ApprovalAnswerEventTest {

  @DatabaseTest
  void writesAnEventForAnAnswer(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval yes = office.ask("high");
    Approval no = office.ask("high");

    office.answer(yes.id(), ADA, true);
    office.answer(no.id(), ADA, false);

    assertWritten(office, yes, no);
  }

  @DatabaseTest
  void writesAnEventForAWithdrawal(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");

    office.engine.withdraw(ACME, asked.id(), BY);
    office.engine.withdraw(ACME, asked.id(), BY);

    assertWritten(office, asked);
  }

  @DatabaseTest
  void writesAnEventForAnExpiredApproval(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");

    office.pass(Duration.ofDays(1));
    office.worker.run();

    assertWritten(office, asked);
  }

  @DatabaseTest
  void writesAnEventWhenTheRequesterIsDisabled(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");

    office.stops.onEvent(new DomainEvent("subject.disabled", ACME.id(), AGENT.id()));
    office.worker.run();

    assertWritten(office, asked);
  }

  @DatabaseTest
  void rollsBackAnAnswerWhoseEventCannotBeWritten(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    Approval asked = office.ask("high");
    office.events.failWrites();

    assertThrows(RuntimeException.class, () -> office.answer(asked.id(), ADA, true));

    assertEquals(ApprovalState.PENDING, office.engine.find(ACME, asked.id()).orElseThrow().state());
  }

  /** Written and told, once each and in order. */
  private static void assertWritten(ApprovalServiceFixture office, Approval... answered) {
    List<DomainEvent> events =
        List.of(answered).stream()
            .map(each -> new DomainEvent(ApprovalService.ANSWERED, ACME.id(), each.id()))
            .toList();
    assertEquals(events, office.events.written());
    assertEquals(events, office.events.published());
  }
}
