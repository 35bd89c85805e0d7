/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.approvals.rule.ApproverRuleJsonCodec;
import org.lumoauth.api.approval.ApprovalPageUrlProvider;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** An approver who did not answer gets exactly one reminder. */
class ApproverReminderTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LATER = Duration.ofMinutes(10);

  private final List<Instant> told = new ArrayList<>();

  @DatabaseTest
  void sendsOneReminder(TestDatabase database) {
    var office = office(database);
    Instant asked = office.now;
    office.ask("high");
    office.worker.run();

    office.pass(SOON.minusMillis(1));
    office.worker.run();
    assertEquals(List.of(asked), told, "not before the time");
    office.pass(Duration.ofMillis(1));
    office.worker.run();
    assertEquals(List.of(asked, asked.plus(SOON)), told);

    office.pass(LATER);
    office.worker.run();
    office.pass(LATER);
    office.worker.run();
    assertEquals(2, told.size(), "never a third time");
  }

  @DatabaseTest
  void sendsNoReminderForAnAnsweredRequest(TestDatabase database) {
    var office = office(database);
    String id = office.ask("high").id();
    office.worker.run();
    office.answer(id, ADA, true);

    office.pass(SOON);
    office.worker.run();

    assertEquals(1, told.size());
  }

  /** As where the server was down, or the page away, for longer than that. */
  @DatabaseTest
  void sendsAReminderAfterADelayedNotification(TestDatabase database) {
    var office = office(database);
    office.registry.withUnavailable(
        ApprovalPageUrlProvider.class, "approvals", "agents-approver-inbox");
    office.ask("high");
    office.worker.run();
    assertEquals(List.of(), told);
    office.pass(Duration.ofSeconds(60));
    Instant first = office.now;
    office.worker.run();

    office.pass(SOON);
    office.worker.run();
    office.pass(LATER);
    office.worker.run();

    assertEquals(List.of(first, first.plus(SOON)), told);
  }

  private ApprovalServiceFixture office(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    var ada = Map.of("kind", "user", "value", ADA.id());
    office.rules.replace(
        ACME.id(),
        ApproverRuleJsonCodec.read(
            Map.of(
                "rules",
                List.of(Map.of("approvers", List.of(ada), "remind_seconds", SOON.toSeconds())))));
    office.registry.with(
        ApproverChannel.class,
        "test",
        new ApproverChannel() {
          @Override
          public boolean canReach(TenantContext tenant, ApproverNotification request) {
            return request.approver().equals(ADA);
          }

          @Override
          public void sendRequest(TenantContext tenant, ApproverNotification request, String link) {
            told.add(office.now);
          }
        });
    return office;
  }
}
