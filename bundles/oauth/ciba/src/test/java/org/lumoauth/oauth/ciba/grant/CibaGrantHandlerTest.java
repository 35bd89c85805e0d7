/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ACME;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ADA;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.GLOBEX;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.oauth.ciba.CibaBundleFixture;

/** What a client gets at the token endpoint, and what nobody does. */
class CibaGrantHandlerTest {

  private final CibaBundleFixture world = new CibaBundleFixture();

  @Test
  void issuesTokenForGrantedScope() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");

    var token = world.poll(authReqId).accessToken();

    assertEquals(ADA, token.subject());
    assertEquals(Set.of("openid", "email"), token.scope());
  }

  @Test
  void omitsScopeRemovedFromClient() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    var poorer =
        CibaBundleFixture.polling(CibaBundleFixture.client().withScope("openid").build(), authReqId)
            .build();

    assertEquals(Set.of("openid"), world.grant.grant(ACME, poorer).accessToken().scope());
  }

  @Test
  void returnsAuthorizationPendingBeforeAnswer() {
    assertEquals("authorization_pending", world.pollRefusal(world.asked()));
  }

  @Test
  void returnsSlowDownForEarlyPolls() {
    String authReqId = world.asked();
    world.pollRefusal(authReqId);
    assertEquals("slow_down", world.pollRefusal(authReqId));
    world.pass(Duration.ofSeconds(6)); // the five of before are not enough any more

    assertEquals("slow_down", world.pollRefusal(authReqId));
  }

  @Test
  void issuesTokenToEarlyPollAfterApproval() { // section 11
    world.signIn();
    String authReqId = world.asked();
    world.pollRefusal(authReqId);
    world.answer("allow");

    assertEquals(ADA, world.poll(authReqId).accessToken().subject());
  }

  @Test
  void returnsAccessDeniedToEarlyPollAfterDenial() {
    world.signIn();
    String authReqId = world.asked();
    world.pollRefusal(authReqId);
    world.answer("deny");

    assertEquals("access_denied", world.pollRefusal(authReqId));
  }

  @Test
  void acceptsPollAfterIncreasedInterval() {
    String authReqId = world.asked();
    world.pollRefusal(authReqId);
    world.pollRefusal(authReqId);
    world.pass(Duration.ofSeconds(10));

    assertEquals("authorization_pending", world.pollRefusal(authReqId));
  }

  @Test
  void returnsAccessDeniedAfterADenial() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("deny");

    assertEquals("access_denied", world.pollRefusal(authReqId));
  }

  @Test
  void returnsExpiredTokenWithoutAnswer() {
    String authReqId = world.asked();
    world.pass(Duration.ofSeconds(300));

    assertEquals("expired_token", world.pollRefusal(authReqId));
  }

  @Test
  void returnsExpiredTokenIfClientPollsTooLate() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    world.pass(Duration.ofSeconds(300));

    assertEquals("expired_token", world.pollRefusal(authReqId));
  }

  @Test
  void rejectsAuthReqIdOfAnotherClient() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    var other = CibaBundleFixture.client().withId("cli_other").build();

    var refusal =
        assertThrows(
            OAuthException.class,
            () -> world.grant.grant(ACME, CibaBundleFixture.polling(other, authReqId).build()));

    assertEquals("invalid_grant", refusal.code());
    assertEquals("The auth_req_id was issued to another client.", refusal.getMessage());
    assertFalse(world.poll(authReqId).accessToken().value().isEmpty(), "its owner still can");
  }

  @Test
  void rejectsAuthReqIdOfAnotherTenant() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");

    var refusal =
        assertThrows(
            OAuthException.class,
            () -> world.grant.grant(GLOBEX, world.polling(authReqId).build()));

    assertEquals("invalid_grant", refusal.code());
  }

  @Test
  void revokesGrantOnReplay() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    world.poll(authReqId);
    String grantId = world.grants.list(ACME, ADA).get(0).id();

    assertEquals("invalid_grant", world.pollRefusal(authReqId));
    assertFalse(world.grants.isActive(ACME, grantId));
    assertEquals("ciba.replayed", world.log.last(ACME.id()).event().action());
  }

  @Test
  void rejectsRevokedGrant() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    world.grants.end(ACME, world.grants.list(ACME, ADA).get(0).id());

    assertEquals("invalid_grant", world.pollRefusal(authReqId));
  }

  @Test
  void rejectsUserDisabledAfterApproval() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    world.subjects.disabled(ACME, ADA);

    assertEquals("invalid_grant", world.pollRefusal(authReqId));
  }

  @Test
  void rejectsTenantDisabledAfterApproval() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    world.tenants.without(ACME);

    assertEquals("invalid_grant", world.pollRefusal(authReqId));
  }

  @Test
  void rejectsClientDisabledAfterApproval() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    world.registered(CibaBundleFixture.client().disabled());

    assertEquals("invalid_grant", world.pollRefusal(authReqId));
  }

  @Test
  void rejectsPollByPushClient() {
    world.registered(CibaBundleFixture.client("push"));
    String authReqId = world.asked("client_notification_token", CibaBundleFixture.TOKEN);

    assertEquals("unauthorized_client", world.pollRefusal(authReqId));
  }

  @Test
  void issuesTokenToPingClient() {
    world.signIn();
    world.registered(CibaBundleFixture.client("ping"));
    String authReqId = world.asked("client_notification_token", CibaBundleFixture.TOKEN);
    world.answer("allow");

    assertTrue(world.poll(authReqId).accessToken().scope().contains("openid"));
  }

  @Test
  void preservesAuthReqIdIfScopeExceedsGrant() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    var more = world.polling(authReqId).with("scope", "openid documents.read").build();

    var refusal = assertThrows(OAuthException.class, () -> world.grant.grant(ACME, more));

    assertEquals("invalid_scope", refusal.code());
    assertEquals(ADA, world.poll(authReqId).accessToken().subject());
  }

  @Test
  void preservesAuthReqIdIfAuthorizationDetailsDiffer() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    var more = world.polling(authReqId).with("authorization_details", "[]").build();

    var refusal = assertThrows(OAuthException.class, () -> world.grant.grant(ACME, more));

    assertEquals("invalid_authorization_details", refusal.code());
    assertEquals(ADA, world.poll(authReqId).accessToken().subject());
  }
}
