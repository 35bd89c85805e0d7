/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grants.GrantBundleFixture.ACME;
import static org.lumoauth.oauth.grants.GrantBundleFixture.ALICE;
import static org.lumoauth.oauth.grants.GrantBundleFixture.BOB;
import static org.lumoauth.oauth.grants.GrantBundleFixture.GLOBEX;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.oauth.authorization.Consent;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.ClientBuilder;

class StoredConsentServiceTest {

  private static final String CLIENT = ClientBuilder.ID;

  @DatabaseTest
  void storesWholeConsent(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    List<Map<String, Object>> details = List.of(Map.of("type", "payment", "amount", 5));

    Consent given =
        room.consents.grant(ACME, ALICE, CLIENT, Set.of("openid"), List.of("https://a/"), details);

    assertEquals(Optional.of(given), room.consents.find(ACME, ALICE, CLIENT));
    assertEquals(Set.of("openid"), given.scope());
    assertEquals(List.of("https://a/"), given.resources());
    assertEquals(details, given.authorizationDetails());
  }

  @DatabaseTest
  void extendsExistingConsent(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    Consent first = give(room, "openid");

    Consent second = give(room, "email");

    assertEquals(first.id(), second.id());
    assertEquals(Set.of("openid", "email"), second.scope());
  }

  @DatabaseTest
  void replacesAuthorizationDetails(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    List<Map<String, Object>> first = List.of(Map.of("type", "payment", "amount", 5));
    List<Map<String, Object>> last = List.of(Map.of("type", "payment", "amount", 7));

    room.consents.grant(ACME, ALICE, CLIENT, Set.of("openid"), List.of(), first);
    room.consents.grant(ACME, ALICE, CLIENT, Set.of("openid"), List.of(), last);

    assertEquals(
        last, room.consents.find(ACME, ALICE, CLIENT).orElseThrow().authorizationDetails());
  }

  @DatabaseTest
  void retainsLatestScopesIfSizeIsExceeded(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    var before = new HashSet<String>();
    for (int i = 0; i < 60; i++) {
      before.add("x".repeat(60) + i);
    }
    room.consents.grant(ACME, ALICE, CLIENT, before, List.of(), List.of());

    room.consents.grant(ACME, ALICE, CLIENT, Set.of("y".repeat(1_000)), List.of(), List.of());

    var scope = room.consents.find(ACME, ALICE, CLIENT).orElseThrow().scope();
    assertTrue(scope.contains("y".repeat(1_000)));
    assertTrue(String.join(" ", scope).length() < 4_000);
  }

  @DatabaseTest
  void findsNoConsentOfAnotherTenantSubjectOrClient(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    give(room, "openid");

    assertEquals(Optional.empty(), room.consents.find(GLOBEX, ALICE, CLIENT));
    assertEquals(Optional.empty(), room.consents.find(ACME, BOB, CLIENT));
    assertEquals(
        Optional.empty(), room.consents.find(ACME, ALICE, CLIENT.toLowerCase(Locale.ROOT)));
  }

  @DatabaseTest
  void expiresAfterTenantLifetime(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.settings.change(ACME, "grants", Map.of("consentDays", 1L));
    give(room, "openid");
    room.pass(Duration.ofDays(1));
    assertEquals(Optional.empty(), room.consents.find(ACME, ALICE, CLIENT));
    assertEquals(List.of(), room.consents.list(ACME, ALICE));

    give(room, "email");

    assertEquals(Set.of("email"), room.consents.find(ACME, ALICE, CLIENT).orElseThrow().scope());
  }

  @DatabaseTest
  void revokesConsentAndItsGrants(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    String id = give(room, "openid").id();
    room.add(ACME, "grn_1", ALICE, "openid", "offline_access");
    room.add(ACME, "grn_2", BOB, "openid");

    room.consents.revoke(ACME, ALICE, CLIENT);

    assertEquals(Optional.empty(), room.consents.find(ACME, ALICE, CLIENT));
    assertFalse(room.grants.isActive(ACME, "grn_1"));
    assertTrue(room.grants.isActive(ACME, "grn_2"));
    assertTrue(room.events.published("consent.revoked", id));
  }

  @DatabaseTest
  void auditsGrantAndRevocationOfConsent(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    give(room, "openid");
    room.consents.revoke(ACME, ALICE, CLIENT);
    room.consents.revoke(ACME, ALICE, CLIENT);

    assertEquals(List.of("consent.given", "consent.revoked"), room.log.actions(ACME.id()));
  }

  @DatabaseTest
  void removesConsentWithSubjectOrClient(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    give(room, "openid");
    room.events.publish(new DomainEvent("subject.deleted", ACME.id(), ALICE.id()));
    assertEquals(Optional.empty(), room.consents.find(ACME, ALICE, CLIENT));

    room.consents.grant(ACME, ALICE, "cli_gone", Set.of("openid"), List.of(), List.of());
    room.events.publish(new DomainEvent("client.changed", ACME.id(), "cli_gone"));

    assertEquals(Optional.empty(), room.consents.find(ACME, ALICE, "cli_gone"));
  }

  private static Consent give(GrantBundleFixture room, String... scope) {
    return room.consents.grant(ACME, ALICE, CLIENT, Set.of(scope), List.of(), List.of());
  }
}
