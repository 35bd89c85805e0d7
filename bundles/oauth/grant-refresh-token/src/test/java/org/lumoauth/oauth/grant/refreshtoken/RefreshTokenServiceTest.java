/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.ACME;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.APP;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.GLOBEX;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.granted;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.refresh;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aPublicClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RefreshTokenServiceTest {

  private static final Client OTHER = aClient().withId("other").build();

  @DatabaseTest
  void usesGrantedScopeAndResourcesByDefault(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    room.grant.grant(ACME, refresh(room.begin()).build());

    var made = room.accessTokens.issued().get(1);
    assertEquals(Set.of("openid", "offline_access", "documents.read"), made.scope());
    assertEquals(List.of("https://a.example", "https://b.example"), made.audience());
  }

  @DatabaseTest
  void narrowsOnlyRequestedAccessToken(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var narrow =
        refresh(room.begin()).withScope("openid").with("resource", "https://a.example").build();
    var next = room.grant.grant(ACME, narrow).refreshToken().orElseThrow();
    room.grant.grant(ACME, refresh(next).build());

    assertEquals(Set.of("openid"), room.accessTokens.issued().get(1).scope());
    assertEquals(List.of("https://a.example"), room.accessTokens.issued().get(1).audience());
    assertEquals(3, room.accessTokens.issued().get(2).scope().size());
  }

  @DatabaseTest
  void doesNotConsumeTokenForRejectedDetails(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();
    var more = refresh(token).with("authorization_details", "[]").build();

    var refusal = assertThrows(OAuthException.class, () -> room.grant.grant(ACME, more));

    assertEquals("invalid_authorization_details", refusal.code());
    assertTrue(room.tokens.inspect(ACME, token).isPresent());
  }

  @DatabaseTest
  void preservesGrantExceptNonce(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var was = granted("grn_1", APP);
    var kept = room.tokens.inspect(ACME, room.begin()).orElseThrow().grant();

    assertEquals(
        new AuthorizationGrant(
            was.id(),
            was.clientId(),
            was.subject(),
            was.scope(),
            was.resources(),
            was.sessionId(),
            was.authenticatedAt(),
            was.acr(),
            was.amr(),
            Optional.empty(),
            was.claims(),
            was.authorizationDetails(),
            Optional.empty()),
        kept);
  }

  @DatabaseTest
  void returnsSameTokenForRetryWithinGracePeriod(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var first = room.begin();
    var lost = room.next(first);
    room.pass(Duration.ofSeconds(9));

    assertEquals(lost, room.next(first));
  }

  @DatabaseTest
  void doesNotRotateTokenIfProfileForbidsRotation(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    room.settings.change(ACME, RefreshTokenSettings.SECTION, Map.of("idleSeconds", 100L));
    var token = room.begin();
    var client = steady(true);
    room.pass(Duration.ofSeconds(60));
    var again = room.grant.grant(ACME, refresh(client, token).build()).refreshToken();
    room.pass(Duration.ofSeconds(60)); // the use counted

    assertEquals(Optional.of(token), again);
    assertEquals(again, room.grant.grant(ACME, refresh(client, token).build()).refreshToken());
  }

  @DatabaseTest
  void alwaysRotatesTokenOfPublicClient(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();

    var next = room.grant.grant(ACME, refresh(steady(false), token).build()).refreshToken();

    assertNotEquals(Optional.of(token), next);
  }

  private static Client steady(boolean confidential) {
    var client = confidential ? aClient() : aPublicClient();
    return client
        .withId("app")
        .withGrantTypes("authorization_code", "refresh_token")
        .withScope("openid", "offline_access", "documents.read")
        .with("refresh_token_rotation", false)
        .build();
  }

  @DatabaseTest
  void expiresAfterClientLifetime(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var client =
        aClient()
            .withId("app")
            .withGrantTypes("authorization_code", "refresh_token")
            .withScope("openid")
            .with("refresh_token_lifetime", 100L)
            .build();
    var token = room.begin(ACME, client, granted("grn_1", client), Optional.empty()).orElseThrow();
    room.pass(Duration.ofSeconds(60));
    var next = room.next(token);
    room.pass(Duration.ofSeconds(40));

    assertThrows(OAuthException.class, () -> room.next(next));
  }

  @DatabaseTest
  void expiresAfterIdleTime(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    room.settings.change(ACME, RefreshTokenSettings.SECTION, Map.of("idleSeconds", 100L));
    var token = room.begin();
    room.pass(Duration.ofSeconds(99));
    var next = room.next(token);
    room.pass(Duration.ofSeconds(99));
    var last = room.next(next);
    room.pass(Duration.ofSeconds(100));

    assertThrows(OAuthException.class, () -> room.next(last));
  }

  @DatabaseTest
  void issuesTokenOnlyForOfflineAccess(TestDatabase database) {
    var room = new RefreshTokenFixture(database);

    assertEquals(Optional.empty(), online(room, APP));
  }

  @DatabaseTest
  void issuesTokenWithoutOfflineAccessIfTenantAllowsIt(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    room.settings.change(ACME, RefreshTokenSettings.SECTION, Map.of("withoutOfflineAccess", true));

    assertTrue(online(room, APP).isPresent());
  }

  @DatabaseTest
  void issuesTokenWithoutOfflineAccessIfClientAllowsIt(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var client =
        aClient()
            .withId("app")
            .withGrantTypes("authorization_code", "refresh_token")
            .with(RefreshTokenContributor.WITHOUT, true)
            .build();

    assertTrue(online(room, client).isPresent());
  }

  @DatabaseTest
  void issuesNoTokenToClientWithoutRefreshGrant(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var client = aClient().withId("app").withGrantTypes("authorization_code").build();

    assertEquals(
        Optional.empty(), room.begin(ACME, client, granted("grn_1", client), Optional.empty()));
  }

  @DatabaseTest
  void revokesOnlineTokenWithItsSession(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    room.settings.change(ACME, RefreshTokenSettings.SECTION, Map.of("withoutOfflineAccess", true));
    var offline = room.begin();
    var online = online(room, APP).orElseThrow();
    var ends = new RefreshTokenFamilyCleanupListener(room.store);
    ends.onEvent(new DomainEvent("session.ended", ACME.id(), "ses_1"));
    ends.stopPurging();

    assertThrows(OAuthException.class, () -> room.next(online));
    assertTrue(room.tokens.inspect(ACME, offline).isPresent());
  }

  @DatabaseTest
  void revokesTokenWithItsGrant(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();
    var ends = new RefreshTokenFamilyCleanupListener(room.store);
    ends.onEvent(new DomainEvent("grant.ended", GLOBEX.id(), "grn_1"));
    assertTrue(room.tokens.inspect(ACME, token).isPresent());
    ends.onEvent(new DomainEvent("grant.ended", ACME.id(), "grn_1"));
    ends.stopPurging();

    assertEquals(Optional.empty(), room.tokens.inspect(ACME, token));
  }

  @DatabaseTest
  void purgesExpiredTokens(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    room.begin();

    assertEquals(0, room.store.purge(room.now().plus(Duration.ofDays(13))));
    assertEquals(1, room.store.purge(room.now().plus(Duration.ofDays(15))));
  }

  @DatabaseTest
  void erasesOnlyOneTenant(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();
    database.eraser(List.of("rft_family")).erase(GLOBEX.id());
    assertTrue(room.tokens.inspect(ACME, token).isPresent());
    database.eraser(List.of("rft_family")).erase(ACME.id());

    assertEquals(Optional.empty(), room.tokens.inspect(ACME, token));
  }

  @DatabaseTest
  void introspectsOnlyCurrentToken(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var first = room.begin();
    var next = room.next(first);

    assertEquals(Optional.empty(), room.kind.introspect(ACME, first));
    var active = room.kind.introspect(ACME, next).orElseThrow();
    assertEquals("app", active.clientId());
    assertEquals("documents.read offline_access openid", active.members().get("scope"));
  }

  @DatabaseTest
  void introspectsNoTokenOfDisabledClient(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();

    room.clients.with(ACME, aClient().withId("app").disabled().build());

    assertEquals(Optional.empty(), room.kind.introspect(ACME, token));
  }

  @DatabaseTest
  void revokesTokenAndGrantOnlyForItsClient(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();

    assertEquals(Optional.empty(), room.kind.revoke(ACME, OTHER, token));
    assertTrue(room.tokens.inspect(ACME, token).isPresent());
    assertEquals(Optional.of("grn_1"), room.kind.revoke(ACME, APP, token));
    assertThrows(OAuthException.class, () -> room.next(token));
    assertEquals(List.of(), room.grants.list(ACME, granted("grn_1", APP).subject()));
  }

  private static Optional<String> online(RefreshTokenFixture room, Client client) {
    var was = granted("grn_9", client);
    var online =
        new AuthorizationGrant(
            was.id(),
            was.clientId(),
            was.subject(),
            Set.of("documents.read"),
            was.resources(),
            was.sessionId(),
            was.authenticatedAt(),
            was.acr(),
            was.amr(),
            was.nonce(),
            was.claims(),
            was.authorizationDetails(),
            was.confirmation());
    return room.begin(ACME, client, online, Optional.empty());
  }
}
