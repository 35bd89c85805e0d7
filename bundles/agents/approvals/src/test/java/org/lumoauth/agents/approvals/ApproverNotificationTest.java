/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GRACE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.lumoauth.agents.approvals.rule.ApproverRuleJsonCodec;
import org.lumoauth.api.approval.ApprovalPageUrlProvider;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** All approvers are notified, even if one notification fails or the server stops in between. */
class ApproverNotificationTest {

  private final List<SubjectRef> told = new ArrayList<>();
  private final List<ApproverNotification> requests = new ArrayList<>();
  private final List<String> links = new ArrayList<>();

  @DatabaseTest
  void notifiesOtherApproversWhenOneNotificationFails(TestDatabase database) {
    var office = office(database, ADA);
    office.ask("high");

    office.worker.run();

    assertEquals(List.of(GRACE), told);
  }

  @DatabaseTest
  void retriesNotificationsAfterAnInterruption(TestDatabase database) {
    var office = office(database, new SubjectRef("user", "usr_nobody"));
    office.ask("high");
    office.served.without(ACME);
    office.worker.run();
    office.served.with(ACME);
    assertEquals(List.of(), told);

    office.pass(Duration.ofMinutes(2));
    office.worker.run();
    assertEquals(List.of(ADA, GRACE), told);

    office.pass(Duration.ofMinutes(10));
    office.worker.run();
    assertEquals(2, told.size(), "they are told once");
  }

  @DatabaseTest
  void saysWhoAsksAndForWhomAsThePageDoes(TestDatabase database) {
    var office = office(database, new SubjectRef("user", "usr_nobody"));
    var key = new SubjectRef("api_key", "key_1");
    var subject = new SubjectRef("user", "usr_hugo");
    office.engine.requestApproval(
        ACME,
        new NewApproval(
            subject,
            List.of(key),
            Optional.empty(),
            "documents.read",
            Map.of(),
            "Hugo needs it.",
            "high",
            Optional.empty(),
            Optional.empty()),
        AuditInitiator.server("test"));

    office.worker.run();

    assertEquals(key, requests.get(0).requester());
    assertEquals(Optional.of(subject), requests.get(0).onBehalfOf());
  }

  @DatabaseTest
  void omitsTheLinkWhileThePageIsUnavailable(TestDatabase database) {
    var office = office(database, new SubjectRef("user", "usr_nobody"));
    office.ask("high");
    office.worker.run();
    assertEquals(List.of("", ""), links);

    withPage(office);
    String id = office.ask("high").id();
    office.worker.run();

    assertEquals(List.of("", "", "acme/page/" + id, "acme/page/" + id), links);
  }

  @DatabaseTest
  void waitsForAPageThatIsAwayForAMoment(TestDatabase database) {
    var office = withoutItsPage(database);
    String id = office.ask("high").id();
    office.worker.run();
    office.pass(Duration.ofSeconds(30));
    office.worker.run();
    assertEquals(List.of(), links, "who is told now has no link, and is not told again");

    withPage(office);
    office.pass(Duration.ofSeconds(5));
    office.worker.run();
    office.pass(Duration.ofMinutes(10));
    office.worker.run();

    assertEquals(List.of("acme/page/" + id, "acme/page/" + id), links);
  }

  @DatabaseTest
  void waitsNoLongerThanAMinuteForAPage(TestDatabase database) {
    var office = withoutItsPage(database);
    office.ask("high");
    office.worker.run();

    office.pass(Duration.ofSeconds(60));
    office.worker.run();
    office.pass(Duration.ofMinutes(10));
    office.worker.run();

    assertEquals(List.of("", ""), links);
  }

  @DatabaseTest
  void waitsForAPageThatStartsAfterTheServerDoes(TestDatabase database) {
    var office = withoutItsPage(database);
    String id = office.ask("high").id();
    office.pass(Duration.ofMinutes(10));
    var started = office.workers.get();
    started.run();
    assertEquals(List.of(), links);

    withPage(office);
    office.pass(Duration.ofSeconds(5));
    started.run();

    assertEquals(List.of("acme/page/" + id, "acme/page/" + id), links);
  }

  @DatabaseTest
  void waitsForAChannelThatIsAwayForAMoment(TestDatabase database) {
    var office = office(database, new SubjectRef("user", "usr_nobody"));
    withPage(office);
    office.registry.withUnavailable(ApproverChannel.class, "email", "agents-approver-mail");
    office.ask("high");
    office.worker.run();
    assertEquals(List.of(), told, "who is told now is not told again by the other");

    var byMail = new ArrayList<SubjectRef>();
    office.registry.with(ApproverChannel.class, "email", channel(byMail, () -> true));
    office.pass(Duration.ofSeconds(5));
    office.worker.run();
    office.pass(Duration.ofMinutes(10));
    office.worker.run();

    assertEquals(List.of(ADA, GRACE), told);
    assertEquals(List.of(ADA, GRACE), byMail);
  }

  @DatabaseTest
  void waitsNoLongerThanAMinuteForAChannel(TestDatabase database) {
    var office = office(database, new SubjectRef("user", "usr_nobody"));
    withPage(office);
    office.registry.withUnavailable(ApproverChannel.class, "email", "agents-approver-mail");
    office.ask("high");
    office.worker.run();

    office.pass(Duration.ofSeconds(60));
    office.worker.run();
    office.pass(Duration.ofMinutes(10));
    office.worker.run();

    assertEquals(List.of(ADA, GRACE), told);
  }

  @DatabaseTest
  void waitsForAChannelThatLacksWhatIsAwayForAMoment(TestDatabase database) {
    var office = office(database, new SubjectRef("user", "usr_nobody"));
    withPage(office);
    var ready = new AtomicBoolean();
    var byMail = new ArrayList<SubjectRef>();
    office.registry.with(ApproverChannel.class, "email", channel(byMail, ready::get));
    office.ask("high");
    office.worker.run();
    assertEquals(List.of(), told);

    ready.set(true);
    office.pass(Duration.ofSeconds(5));
    office.worker.run();

    assertEquals(List.of(ADA, GRACE), told);
    assertEquals(List.of(ADA, GRACE), byMail);
  }

  private static ApproverChannel channel(List<SubjectRef> asked, BooleanSupplier ready) {
    return new ApproverChannel() {
      @Override
      public boolean isAvailable(TenantContext tenant) {
        return ready.getAsBoolean();
      }

      @Override
      public boolean canReach(TenantContext tenant, ApproverNotification request) {
        return request.approver().type().equals(SubjectRef.USER);
      }

      @Override
      public void sendRequest(TenantContext tenant, ApproverNotification request, String link) {
        asked.add(request.approver());
      }
    };
  }

  private ApprovalServiceFixture withoutItsPage(TestDatabase database) {
    var office = office(database, new SubjectRef("user", "usr_nobody"));
    office.registry.withUnavailable(
        ApprovalPageUrlProvider.class, "approvals", "agents-approver-inbox");
    return office;
  }

  private static void withPage(ApprovalServiceFixture office) {
    office.registry.with(
        ApprovalPageUrlProvider.class, "approvals", (tenant, id) -> tenant.slug() + "/page/" + id);
  }

  private ApprovalServiceFixture office(TestDatabase database, SubjectRef notReached) {
    var office = new ApprovalServiceFixture(database);
    office.rules.replace(
        ACME.id(),
        ApproverRuleJsonCodec.read(
            Map.of(
                "rules",
                List.of(
                    Map.of(
                        "approvers",
                        List.of(
                            Map.of("kind", "user", "value", ADA.id()),
                            Map.of("kind", "user", "value", GRACE.id())))))));
    office.registry.with(
        ApproverChannel.class,
        "test",
        new ApproverChannel() {
          @Override
          public boolean canReach(TenantContext tenant, ApproverNotification request) {
            return request.approver().type().equals(SubjectRef.USER);
          }

          @Override
          public void sendRequest(TenantContext tenant, ApproverNotification request, String link) {
            if (request.approver().equals(notReached)) {
              throw new IllegalStateException("no way to reach them");
            }
            told.add(request.approver());
            requests.add(request);
            links.add(link);
          }
        });
    return office;
  }
}
