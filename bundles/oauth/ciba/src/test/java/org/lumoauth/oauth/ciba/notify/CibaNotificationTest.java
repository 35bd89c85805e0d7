/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ACME;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ADA;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ENDPOINT;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.TOKEN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaBundleFixture;
import org.lumoauth.testkit.builder.TestBuilders;

/** Notifications of users and clients. */
class CibaNotificationTest {

  private final CibaBundleFixture world = new CibaBundleFixture();

  @Test
  void emailContainsLinkWithoutBindingMessage() {
    world.ask("binding_message", "W4SCT");
    world.work();

    var mail = world.messages.sent().get(0);
    assertEquals(CibaBundleFixture.ADDRESS, mail.to());
    assertEquals(
        Map.of(
            "client",
            "Invoice robot",
            "link",
            ACME.issuer().replace("/api/v1", "/ciba/" + world.waiting())),
        mail.model());
  }

  @Test
  void sendsEmailOnce() {
    world.ask();
    world.work();
    world.pass(Duration.ofMinutes(1));
    world.work();

    assertEquals(1, world.messages.sent().size());
    assertEquals(0, world.tasks.count());
  }

  @Test
  void sendsNoMailToAnUnknownUser() {
    world.ask("login_hint", "nobody@example.com");
    world.work();

    assertEquals(List.of(), world.messages.sent());
    assertEquals(0, world.tasks.count());
  }

  @Test
  void sendsNoMailToAnUnverifiedAddress() {
    var ada = TestBuilders.aUser().build();
    world.users.with(
        ACME,
        new User(
            ada.id(),
            ada.email(),
            ada.username(),
            ada.name(),
            false,
            true,
            false,
            ada.createdAt()));
    world.ask();
    world.work();

    assertEquals(List.of(), world.messages.sent());
  }

  @Test
  void removesUrlsFromClientName() {
    assertEquals(
        "Pay now at evil example win",
        UserPromptNotifier.toPlainText("Pay now at evil.example/win"));
    assertEquals("Söhne & Co (Test)", UserPromptNotifier.toPlainText("Söhne & Co (Test)"));
    assertEquals("https evil example", UserPromptNotifier.toPlainText("https://evil.example"));
  }

  @Test
  void notifiesUserThroughEveryAvailableChannel() {
    List<ApproverNotification> asked = new ArrayList<>();
    world.registry.with(ApproverChannel.class, "broken", channel(asked, true));
    world.registry.with(ApproverChannel.class, "phone", channel(asked, false));
    world.ask("binding_message", "W4SCT");
    world.work();

    assertEquals(1, asked.size());
    assertEquals(ADA, asked.get(0).approver());
    assertEquals("W4SCT", asked.get(0).reason());
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void pingsClientAfterApproval() {
    world.signIn();
    world.registered(CibaBundleFixture.client("ping"));
    String authReqId = world.asked("client_notification_token", TOKEN);
    world.answer("allow");
    world.work();

    assertEquals(ENDPOINT, world.sent.get(0).uri().toString());
    assertEquals("Bearer " + TOKEN, world.sent.get(0).headers().get("Authorization"));
    assertEquals("application/json", world.sent.get(0).headers().get("Content-Type"));
    assertEquals(Map.of("auth_req_id", authReqId), world.told());
  }

  @Test
  void pingsClientAfterDenial() {
    world.signIn();
    world.registered(CibaBundleFixture.client("ping"));
    String authReqId = world.asked("client_notification_token", TOKEN);
    world.answer("deny");
    world.work();

    assertEquals(Map.of("auth_req_id", authReqId), world.told());
  }

  @Test
  void sendsNoPingForAnExpiredRequest() {
    world.registered(CibaBundleFixture.client("ping"));
    world.ask("client_notification_token", TOKEN);
    world.pass(Duration.ofSeconds(306));
    world.work();

    assertEquals(List.of(), world.sent);
    assertEquals(0, world.tasks.count());
  }

  @Test
  void pushesTokens() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    String authReqId = world.asked("client_notification_token", TOKEN);
    world.answer("allow");
    world.work();

    Map<String, Object> told = world.told();
    assertEquals(authReqId, told.get("auth_req_id"));
    assertEquals("Bearer", told.get("token_type"));
    assertEquals("email openid", told.get("scope"));
    assertTrue(told.containsKey("access_token") && told.containsKey("refresh_token"));
    assertTrue(told.get("expires_in") instanceof Integer);
    assertTrue(world.actions().contains("token.issued"), world.actions().toString());
  }

  @Test
  void pushesAccessDeniedAfterDenial() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    world.ask("client_notification_token", TOKEN);
    world.answer("deny");
    world.work();

    assertEquals("access_denied", world.told().get("error"));
  }

  @Test
  void pushesExpiredTokenWithoutAnswer() {
    world.registered(CibaBundleFixture.client("push"));
    String authReqId = world.asked("client_notification_token", TOKEN);
    world.pass(Duration.ofSeconds(306));
    world.work();

    assertEquals("expired_token", world.told().get("error"));
    assertEquals(authReqId, world.told().get("auth_req_id"));
  }

  @Test
  void pushesTransactionFailedForDisabledUser() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    world.ask("client_notification_token", TOKEN);
    world.answer("allow");
    world.subjects.disabled(ACME, ADA);
    world.work();

    assertEquals("transaction_failed", world.told().get("error"));
    assertFalse(world.told().containsKey("access_token"));
    assertTrue(world.actions().contains("token.denied"), world.actions().toString());
  }

  @Test
  void pushesNothingToDisabledClient() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    world.ask("client_notification_token", TOKEN);
    world.answer("allow");
    world.registered(CibaBundleFixture.client("push").disabled());
    world.work();

    assertEquals(List.of(), world.sent);
    assertEquals(List.of(), holding());
  }

  @Test
  void pushesNothingInDisabledTenant() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    world.ask("client_notification_token", TOKEN);
    world.answer("allow");
    world.tenants.without(ACME);
    world.work();

    assertEquals(List.of(), world.sent);
    assertEquals(0, world.tasks.count());
  }

  @Test
  void retriesPushWithSameToken() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    world.ask("client_notification_token", TOKEN);
    world.answer("allow");
    world.status = 503;
    world.work();
    Object first = world.told().get("access_token");
    world.status = 204;
    world.pass(Duration.ofSeconds(20));
    world.work();

    assertEquals(2, world.sent.size());
    assertEquals(first, world.told().get("access_token"));
    assertEquals(1, world.tokens.issued().size());
    assertEquals(0, world.tasks.count());
  }

  @Test
  void issuesNewTokenIfPushRetryOutlivesFirst() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    world.ask("client_notification_token", TOKEN);
    world.answer("allow");
    world.status = 503;
    world.work();
    Object first = world.told().get("access_token");
    world.status = 204;
    world.pass(Duration.ofMinutes(61)); // longer than the token holds
    world.work();

    assertEquals(2, world.sent.size());
    assertFalse(world.told().containsKey("error"), world.told().toString());
    assertNotEquals(first, world.told().get("access_token"));
    assertTrue((Integer) world.told().get("expires_in") > 0, world.told().toString());
  }

  /** The yes was given, and the tokens made, before the user was disabled. */
  @Test
  void pushesNoTokenOnRetryAfterUserIsDisabled() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    world.ask("client_notification_token", TOKEN);
    world.answer("allow");
    world.status = 503;
    world.work();
    world.status = 204;
    world.subjects.disabled(ACME, ADA);
    world.tokens.revokeAll(ACME, ADA); // as it is with whoever is disabled
    world.pass(Duration.ofSeconds(20));
    world.work();

    assertEquals(2, world.sent.size());
    assertEquals("transaction_failed", world.told().get("error"));
    assertFalse(world.told().containsKey("access_token"));
    assertFalse(world.told().containsKey("refresh_token"));
    assertEquals(List.of(), holding());
    assertEquals(0, world.tasks.count());
  }

  @Test
  void revokesUndeliveredTokensAfterTheLastRetry() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    world.ask("client_notification_token", TOKEN);
    world.answer("allow");
    world.status = 500;
    for (int i = 0; i < 20; i++) {
      world.work();
      world.pass(Duration.ofMinutes(2));
    }

    assertEquals(5, world.sent.size());
    assertEquals("ciba.client_not_told", world.log.last(ACME.id()).event().action());
    assertEquals(List.of(), holding());
    assertEquals(0, world.tasks.count());
  }

  @Test
  void doesNotRetryForbiddenNotificationEndpoint() { // SSRF
    world.signIn();
    world.registered(CibaBundleFixture.client("push"));
    world.ask("client_notification_token", TOKEN);
    world.answer("allow");
    world.refused = true;
    world.work();
    world.pass(Duration.ofMinutes(30));
    world.work();

    assertEquals(1, world.sent.size());
    assertEquals("ciba.client_not_told", world.log.last(ACME.id()).event().action());
    assertEquals(List.of(), holding());
  }

  @Test
  void doesNotFollowRedirect() {
    world.signIn();
    world.registered(CibaBundleFixture.client("ping"));
    world.ask("client_notification_token", TOKEN);
    world.answer("allow");
    world.status = 302;
    world.work();
    world.pass(Duration.ofMinutes(30));
    world.work();

    assertEquals(1, world.sent.size());
  }

  @Test
  void allowsPollingAfterFailedPing() {
    world.signIn();
    world.registered(CibaBundleFixture.client("ping"));
    String authReqId = world.asked("client_notification_token", TOKEN);
    world.answer("allow");
    world.refused = true;
    world.work();

    assertEquals(ADA, world.poll(authReqId).accessToken().subject());
  }

  private List<String> holding() {
    return world.grants.list(ACME, ADA).stream().map(grant -> grant.id()).toList();
  }

  private static ApproverChannel channel(List<ApproverNotification> asked, boolean broken) {
    return new ApproverChannel() {
      @Override
      public boolean canReach(TenantContext tenant, ApproverNotification request) {
        if (broken) {
          throw new IllegalStateException("broken");
        }
        return true;
      }

      @Override
      public void sendRequest(TenantContext tenant, ApproverNotification request, String link) {
        asked.add(request);
      }
    };
  }
}
