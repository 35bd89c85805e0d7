/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverwebhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.anApprovalRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.delivery.WebhookNotification;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.contract.agent.ApproverChannelContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class WebhookApproverChannelTest extends ApproverChannelContract {

  private static final TenantContext ACME = aTenant().build();

  private final List<WebhookNotification> sent = new ArrayList<>();
  private final FakeSettingsStore settings = new FakeSettingsStore();
  private final WebhookApproverChannel channel =
      new WebhookApproverChannel(
          settings,
          new FakeUserDirectory().with(ACME, aUser().build()),
          (tenant, notice) -> sent.add(notice));

  WebhookApproverChannelTest() {
    settings.change(
        ACME,
        "approval-webhook",
        Map.of("url", "https://hook.example.com/in", "secret", "sixteen characters"));
  }

  @Test
  void reachesAllApproversAsOneRecipient() {
    var all = new SubjectRef("approvers", "apr_1");

    assertTrue(channel.canReach(ACME, anApprovalRequest().withApprover(all).build()));
  }

  @Test
  void isUnreachableWithoutSigningSecret() {
    settings.change(ACME, "approval-webhook", Map.of("secret", ""));

    assertFalse(channel.canReach(ACME, anApprovalRequest().withApprover(approver()).build()));
  }

  @Test
  void rejectsUnsafeUrlAndShortSecret() {
    var schema = new ApprovalWebhookSettings();

    assertTrue(schema.findProblem("url", "https://a:b@example.com").isPresent());
    assertTrue(schema.findProblem("url", "file:///etc/passwd").isPresent());
    assertTrue(schema.findProblem("secret", "short").isPresent());
    assertEquals(Optional.empty(), schema.findProblem("url", "https://example.com/in"));
  }

  @Test
  void includesRepresentedUserAndRiskLevel() {
    var request =
        new ApproverNotification(
            "apr_1",
            new SubjectRef("agent", "agt_1"),
            approver(),
            "payment",
            Map.of(),
            "The invoice is due.",
            Instant.EPOCH,
            Optional.of(new SubjectRef("user", "usr_ada")),
            Optional.of("critical"));

    channel.sendRequest(ACME, request, "https://id.example/approvals/apr_1");

    var body = sent.get(0).body();
    assertEquals("user:usr_ada", body.get("on_behalf_of"));
    assertEquals("critical", body.get("risk_level"));
  }

  @Test
  void omitsLinkIfPageIsUnavailable() {
    channel.sendRequest(ACME, anApprovalRequest().withApprover(approver()).build(), "");

    assertFalse(sent.get(0).body().containsKey("link"));
    assertEquals("approval.requested", sent.get(0).body().get("type"));
  }

  @Override
  protected ApproverChannel channel() {
    return channel;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef approver() {
    return new SubjectRef("user", UserBuilder.ID);
  }

  @Override
  protected String delivered() {
    return sent.get(sent.size() - 1).body().toString();
  }

  @Override
  protected boolean showsMarkup() {
    return false;
  }
}
