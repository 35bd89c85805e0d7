package org.lumoauth.agents.approverwebhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;
import static org.lumoauth.testkit.builder.Builders.anApprovalRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApprovalRequest;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.delivery.Notice;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.contract.ApproverChannelContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeUserDirectory;

class WebhookChannelTest extends ApproverChannelContract {

  private static final TenantContext ACME = aTenant().build();

  private final List<Notice> sent = new ArrayList<>();
  private final FakeSettingsStore settings = new FakeSettingsStore();
  private final WebhookChannel channel =
      new WebhookChannel(
          settings,
          new FakeUserDirectory().with(ACME, aUser().build()),
          (tenant, notice) -> sent.add(notice));

  WebhookChannelTest() {
    settings.change(
        ACME,
        "approval-webhook",
        Map.of("url", "https://hook.example.com/in", "secret", "sixteen characters"));
  }

  @Test
  void reachesTheApproversAsAWhole() {
    var all = new SubjectRef("approvers", "apr_1");

    assertTrue(channel.reaches(ACME, anApprovalRequest().askedOf(all).build()));
  }

  @Test
  void tellsNothingWithoutASecretToSignBy() {
    settings.change(ACME, "approval-webhook", Map.of("secret", ""));

    assertFalse(channel.reaches(ACME, anApprovalRequest().askedOf(approver()).build()));
  }

  @Test
  void takesNoAddressWithUserInformationAndNoShortSecret() {
    var schema = new WebhookSettings();

    assertTrue(schema.objection("url", "https://a:b@example.com").isPresent());
    assertTrue(schema.objection("url", "file:///etc/passwd").isPresent());
    assertTrue(schema.objection("secret", "short").isPresent());
    assertEquals(Optional.empty(), schema.objection("url", "https://example.com/in"));
  }

  @Test
  void saysForWhomItIsAndHowRisky() {
    var request =
        new ApprovalRequest(
            "apr_1",
            new SubjectRef("agent", "agt_1"),
            approver(),
            "payment",
            Map.of(),
            "The invoice is due.",
            Instant.EPOCH,
            Optional.of(new SubjectRef("user", "usr_ada")),
            Optional.of("critical"));

    channel.ask(ACME, request, "https://id.example/approvals/apr_1");

    var body = sent.get(0).body();
    assertEquals("user:usr_ada", body.get("on_behalf_of"));
    assertEquals("critical", body.get("risk_level"));
  }

  @Test
  void tellsWithoutALinkWhileThereIsNoPage() {
    channel.ask(ACME, anApprovalRequest().askedOf(approver()).build(), "");

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
