/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grants.GrantBundleFixture.ACME;
import static org.lumoauth.oauth.grants.GrantBundleFixture.ALICE;
import static org.lumoauth.oauth.grants.GrantBundleFixture.BOB;
import static org.lumoauth.oauth.grants.GrantBundleFixture.GLOBEX;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService.AuthorizationGrantSummary;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.TestBuilders;

class StoredAuthorizationGrantServiceTest {

  @DatabaseTest
  void reportsAddedGrantAsActive(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    assertFalse(room.grants.isActive(ACME, "grn_1"));

    room.add(ACME, "grn_1", ALICE, "openid");

    assertTrue(room.grants.isActive(ACME, "grn_1"));
  }

  @DatabaseTest
  void isolatesTenants(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");

    room.grants.end(GLOBEX, "grn_1");

    assertFalse(room.grants.isActive(GLOBEX, "grn_1"));
    assertTrue(room.grants.isActive(ACME, "grn_1"));
    assertEquals(List.of(), room.grants.list(GLOBEX, ALICE));
  }

  @DatabaseTest
  void revokesOldestGrantBeyondLimit(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.settings.change(ACME, GrantSettings.SECTION, Map.of("maxPerUserAndClient", 2));
    room.add(ACME, "grn_bob", BOB, "openid");
    for (String id : List.of("grn_1", "grn_2", "grn_3")) {
      room.add(ACME, id, ALICE, "openid");
      room.pass(Duration.ofSeconds(1));
    }

    assertEquals(List.of("grn_3", "grn_2"), held(room, ALICE));
    assertEquals(List.of("grn_bob"), held(room, BOB));
    assertFalse(room.grants.isActive(ACME, "grn_1"));
  }

  @DatabaseTest
  void revokesOldestGrantsOnRepeatedAddition(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.settings.change(ACME, GrantSettings.SECTION, Map.of("maxPerUserAndClient", 200));
    for (int i = 0; i < 220; i++) {
      room.add(ACME, "grn_" + i, ALICE, "openid");
      room.pass(Duration.ofSeconds(1));
    }

    assertEquals(200, held(room, ALICE).size());
    assertTrue(room.grants.isActive(ACME, "grn_219"));
    assertFalse(room.grants.isActive(ACME, "grn_0"));
  }

  private static List<String> held(GrantBundleFixture room, SubjectRef subject) {
    return room.grants.list(ACME, subject).stream().map(AuthorizationGrantSummary::id).toList();
  }

  @DatabaseTest
  void distinguishesRevokedFromExpiredGrants(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_expired", ALICE, "openid");
    room.pass(Duration.ofDays(400));
    room.add(ACME, "grn_ended", ALICE, "openid");
    room.add(ACME, "grn_held", ALICE, "openid");
    room.grants.end(ACME, "grn_ended");

    assertEquals(List.of("grn_ended"), page(room, true));
    assertEquals(List.of("grn_held", "grn_expired"), page(room, false));
  }

  private static List<String> page(GrantBundleFixture room, boolean ended) {
    var query =
        new GrantQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(ended));
    var first = new PageRequest(1, 10, Optional.empty(), Optional.empty(), false);
    return room.store.page(ACME.id(), query, first).items().stream()
        .map(grant -> grant.summary().id())
        .toList();
  }

  @DatabaseTest
  void sortsAndSearches(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");
    room.pass(Duration.ofSeconds(1));
    room.add(ACME, "grn_2", BOB, "openid");

    assertEquals(List.of("grn_2", "grn_1"), listed(room, null, null, false));
    assertEquals(List.of("grn_1", "grn_2"), listed(room, null, "createdAt", false));
    assertEquals(List.of("grn_2", "grn_1"), listed(room, "CLI_", "expiresAt", true));
    assertEquals(List.of("grn_2"), listed(room, "bob@example.com", "clientId", false));
    assertEquals(List.of(), listed(room, "nowhere", null, false));
    assertEquals(
        422,
        assertThrows(ApiException.class, () -> listed(room, null, "nonsense", false)).status());
  }

  private static List<String> listed(
      GrantBundleFixture room, String text, String key, boolean turned) {
    var bob = Optional.of(BOB.id()).filter(any -> "bob@example.com".equals(text));
    var query = new GrantQuery(Optional.empty(), Optional.empty(), bob, Optional.empty());
    var page = new PageRequest(1, 10, Optional.ofNullable(text), Optional.ofNullable(key), turned);
    return room.store.page(ACME.id(), query, page).items().stream()
        .map(grant -> grant.summary().id())
        .toList();
  }

  @DatabaseTest
  void revokesGrantPermanently(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");
    assertTrue(room.grants.isActive(ACME, "grn_1"));

    room.grants.end(ACME, "grn_1");
    room.add(ACME, "grn_1", ALICE, "openid");

    assertFalse(room.grants.isActive(ACME, "grn_1"));
    assertTrue(room.events.published("grant.ended", "grn_1"));
  }

  @DatabaseTest
  void cachesAddedGrantAsStored(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid", "offline_access");

    var known = room.memory.find(ACME.id(), "grn_1");

    assertEquals(room.store.find(ACME.id(), "grn_1"), known);
  }

  @DatabaseTest
  void revokesGrantThatWasNeverRead(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");

    room.grants.end(ACME, "grn_1");

    assertFalse(room.grants.isActive(ACME, "grn_1"));
  }

  @DatabaseTest
  void revokesGrantAddedConcurrently(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    for (int i = 0; i < 50; i++) {
      String id = "grn_" + i;
      var added =
          CompletableFuture.runAsync(
              () -> {
                room.add(ACME, id, ALICE, "openid");
                room.grants.end(ACME, id);
              });
      room.add(ACME, id, ALICE, "openid");
      added.join();

      assertFalse(room.grants.isActive(ACME, id));
    }
  }

  @DatabaseTest
  void publishesOneRevocationEvent(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");

    room.grants.end(ACME, "grn_1");
    room.grants.end(ACME, "grn_1");
    room.grants.end(ACME, "grn_unknown");

    assertEquals(
        List.of(new DomainEvent("grant.ended", ACME.id(), "grn_1")), room.events.published());
  }

  @DatabaseTest
  void writesRevocationEventInGrantTransaction(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");
    room.add(ACME, "grn_2", ALICE, "openid");
    room.grants.end(ACME, "grn_1");
    room.grants.end(ACME, "grn_1");
    assertEquals(
        List.of(new DomainEvent("grant.ended", ACME.id(), "grn_1")), room.events.written());
    room.events.failWrites();

    assertThrows(RuntimeException.class, () -> room.grants.end(ACME, "grn_2"));

    assertTrue(room.grants.isActive(ACME, "grn_2"));
  }

  @DatabaseTest
  void revokesTokensOfGrant(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");
    String jwt = tokenAbout(room, new SubjectRef("grant", "grn_1"));

    room.grants.end(ACME, "grn_1");

    assertThrows(InvalidTokenException.class, () -> room.tokens.verify(ACME, jwt));
  }

  @DatabaseTest
  void expiresAfterTenantLifetime(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.settings.change(ACME, "grants", Map.of("grantDays", 2L));
    room.add(ACME, "grn_1", ALICE, "openid", "offline_access");

    room.pass(Duration.ofDays(2));

    assertFalse(room.grants.isActive(ACME, "grn_1"));
    assertEquals(List.of(), room.grants.list(ACME, ALICE));
  }

  @DatabaseTest
  void returnsMaximumGrantLifetime(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.settings.change(ACME, "grants", Map.of("grantDays", 90L));

    assertEquals(Optional.of(Duration.ofDays(90)), room.grants.maxLifetime(ACME));
    assertEquals(
        Optional.of(Duration.ofDays(365)), room.grants.maxLifetime(GrantBundleFixture.GLOBEX));
  }

  @DatabaseTest
  void listsActiveGrantsOfSubjectNewestFirst(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    for (String id : List.of("grn_1", "grn_2", "grn_3")) {
      room.add(ACME, id, ALICE, "openid");
      room.pass(Duration.ofSeconds(1));
    }
    room.add(ACME, "grn_4", BOB, "openid");
    room.grants.end(ACME, "grn_2");

    assertEquals(
        List.of("grn_3", "grn_1"),
        room.grants.list(ACME, ALICE).stream().map(AuthorizationGrantSummary::id).toList());
  }

  @DatabaseTest
  void revokesAllGrantsOfSubjectForOneClient(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");
    room.add(ACME, "grn_2", BOB, "openid");

    room.grants.endAll(ACME, ALICE, Optional.of("cli_other"));
    assertTrue(room.grants.isActive(ACME, "grn_1"));
    room.grants.endAll(ACME, ALICE, Optional.of(ClientBuilder.ID));

    assertFalse(room.grants.isActive(ACME, "grn_1"));
    assertTrue(room.grants.isActive(ACME, "grn_2"));
  }

  @DatabaseTest
  void revokesOnlineGrantWithItsSession(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");
    room.add(ACME, "grn_2", ALICE, "openid", "offline_access");

    room.events.publish(new DomainEvent("session.ended", ACME.id(), "ses_1"));

    assertFalse(room.grants.isActive(ACME, "grn_1"));
    assertTrue(room.grants.isActive(ACME, "grn_2"));
  }

  @DatabaseTest
  void revokesGrantsWithSubject(TestDatabase database) {
    for (String type : List.of("subject.disabled", "subject.deleted", "user.password-changed")) {
      var room = new GrantBundleFixture(database);
      String id = "grn_" + type;
      room.add(ACME, id, ALICE, "openid", "offline_access");

      room.events.publish(new DomainEvent(type, ACME.id(), ALICE.id()));

      assertFalse(room.grants.isActive(ACME, id), type);
    }
  }

  @DatabaseTest
  void lateEventRevokesOnlyOlderGrants(TestDatabase database) {
    for (String type : List.of("subject.disabled", "user.password-changed")) {
      var room = new GrantBundleFixture(database);
      room.add(ACME, "grn_before_" + type, ALICE, "openid");
      var when = room.clock.instant();
      room.pass(Duration.ofMinutes(1));
      room.add(ACME, "grn_since_" + type, ALICE, "openid");

      room.ends.onMissedEvent(new DomainEvent(type, ACME.id(), ALICE.id()), when);

      assertFalse(room.grants.isActive(ACME, "grn_before_" + type), type);
      assertTrue(room.grants.isActive(ACME, "grn_since_" + type), type);
    }
  }

  @DatabaseTest
  void revokesGrantsOfDeletedButNotChangedClient(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");
    room.events.publish(new DomainEvent("client.changed", ACME.id(), ClientBuilder.ID));
    assertTrue(room.grants.isActive(ACME, "grn_1"));
    room.add(GLOBEX, "grn_2", ALICE, "openid"); // has no such client

    room.events.publish(new DomainEvent("client.changed", GLOBEX.id(), ClientBuilder.ID));

    assertTrue(room.grants.isActive(ACME, "grn_1"));
    assertFalse(room.grants.isActive(GLOBEX, "grn_2"));
  }

  @DatabaseTest
  void appliesRevocationOfAnotherNode(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");
    assertTrue(room.grants.isActive(ACME, "grn_1"));
    room.store.end(ACME.id(), "grn_1", room.clock.instant(), room.events.prepare()); // there

    room.events.publish(new DomainEvent("grant.ended", ACME.id(), "grn_1"));

    assertFalse(room.grants.isActive(ACME, "grn_1"));
  }

  @DatabaseTest
  void purgesGrantsRevokedAWeekAgo(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, "grn_1", ALICE, "openid");
    room.grants.end(ACME, "grn_1");
    room.pass(Duration.ofDays(7).plusSeconds(1));
    room.add(ACME, "grn_2", ALICE, "openid");
    room.grants.end(ACME, "grn_2");

    var worker = new GrantCleanupWorker(room.store, room.consentStore, room.clock);
    worker.run();
    worker.close();

    assertTrue(room.store.find(ACME.id(), "grn_1").isEmpty());
    assertTrue(room.store.find(ACME.id(), "grn_2").isPresent());
  }

  @DatabaseTest
  void erasesOnlyDeletedTenant(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    for (var tenant : List.of(ACME, GLOBEX)) {
      room.add(tenant, "grn_1", ALICE, "openid");
      room.consents.grant(tenant, ALICE, ClientBuilder.ID, Set.of("openid"), List.of(), List.of());
      assertTrue(room.grants.isActive(tenant, "grn_1"));
    }

    database.eraser(List.of("oag_grant", "oag_consent")).erase(ACME.id());
    room.events.publish(new DomainEvent(DomainEvent.TENANT_CHANGED, ACME.id(), ACME.slug()));

    assertFalse(room.grants.isActive(ACME, "grn_1"));
    assertEquals(List.of(), room.consents.list(ACME, ALICE));
    assertTrue(room.grants.isActive(GLOBEX, "grn_1"));
    assertEquals(1, room.consents.list(GLOBEX, ALICE).size());
  }

  private static String tokenAbout(GrantBundleFixture room, SubjectRef subject) {
    return room.tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                TestBuilders.aClient().build(),
                subject,
                List.of(),
                Set.of(),
                List.of(),
                Duration.ofHours(1),
                Optional.empty(),
                Map.of()))
        .value();
  }
}
