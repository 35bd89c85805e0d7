/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.authn.federation.FederationBundleFixture.ADMIN;
import static org.lumoauth.authn.federation.FederationBundleFixture.GLOBEX;
import static org.lumoauth.authn.federation.FederationBundleFixture.MAY;
import static org.lumoauth.authn.federation.FederationBundleFixture.MAY_NOT;
import static org.lumoauth.authn.federation.FederationBundleFixture.SECRET;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.authn.federation.link.IdentityLink;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SocialProviderServiceTest {

  private static final String ISSUER = "https://own.example";
  private static final Map<String, Object> MOVED =
      Map.of("clientId", "us", "clientSecret", "s", "issuerUrl", "https://attacker.example");

  @DatabaseTest
  void keepsWhatWasSet(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    room.google(
        Map.of(
            "displayName",
            "Gugel",
            "requestedScopes",
            List.of("openid", "email"),
            "jitProvisioningEnabled",
            true,
            "defaultRoles",
            List.of("guest"),
            "claimMapping",
            Map.of("name", "nick"),
            "brandColor",
            "#1a73e8"));

    var settings = room.providers.get(ACME, "google").settings();
    assertEquals("Gugel", settings.displayName());
    assertEquals(List.of("openid", "email"), settings.scopes());
    assertEquals(List.of("rol_1"), settings.defaultRoles());
    assertEquals(Map.of("name", "nick"), settings.claimMapping());
    assertTrue(settings.provisioning());
    assertEquals("identity_provider.created", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void findsAProviderByItsNumberToo(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var made = room.google(Map.of());

    assertEquals(made, room.providers.get(ACME, Long.toString(made.number())));
  }

  @DatabaseTest
  void keepsTheSecretEncryptedAndTellsNobody(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var made = room.google(Map.of());

    var rows =
        room.unit.list(
            row ->
                row.getString("settings")
                    + new String(row.getBytes("client_secret"), StandardCharsets.ISO_8859_1),
            "select settings, client_secret from fed_provider");
    assertFalse(rows.get(0).contains(SECRET), rows.get(0));
    assertFalse(room.log.last(ACME.id()).event().toString().contains(SECRET));
    assertFalse(made.toString().contains(SECRET));
    assertEquals(Optional.of(SECRET), room.store.secret(ACME.id(), made));
  }

  @DatabaseTest
  void hasEachProviderOnce(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    room.google(Map.of());

    assertEquals(409, status(() -> room.google(Map.of())));
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var made = room.google(Map.of());

    assertEquals(404, status(() -> room.providers.get(GLOBEX, "google")));
    assertEquals(Optional.empty(), room.store.secret(GLOBEX.id(), made));
    assertEquals(List.of(), room.open.all(GLOBEX));
  }

  @DatabaseTest
  void leavesTheSecretWhereItIsNotSent(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    room.google(Map.of());
    var changed = room.change(Map.of("displayName", "Other"));

    assertEquals(Optional.of(SECRET), room.store.secret(ACME.id(), changed));
  }

  @DatabaseTest
  void takesNoSecretAlongToAnotherParty(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var body = new HashMap<String, Object>();
    body.putAll(Map.of("clientId", "us", "clientSecret", "s", "issuerUrl", "https://one.example"));
    room.providers.create(ACME, "own", new SocialProviderRequestParser(body), MAY, ADMIN);

    assertEquals(
        422,
        status(
            () ->
                room.providers.change(
                    ACME,
                    "own",
                    new SocialProviderRequestParser(
                        Map.of("issuerUrl", "https://attacker.example")),
                    MAY,
                    ADMIN)));
    assertEquals(422, status(() -> change(room, Map.of("clientId", "another"))));
  }

  @DatabaseTest
  void enablesNoProviderThatLacksItsSecret(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var body = Map.<String, Object>of("clientId", "us", "enabled", false);
    room.providers.create(ACME, "google", new SocialProviderRequestParser(body), MAY, ADMIN);

    assertEquals(422, status(() -> room.providers.enable(ACME, "google", true, MAY, ADMIN)));
    assertEquals(422, status(() -> room.change(Map.of("enabled", true))));
    assertTrue(room.open.all(ACME).isEmpty());
    room.change(Map.of("enabled", true, "clientSecret", "s"));
    assertTrue(room.open.find(ACME, "google").isPresent());
  }

  @DatabaseTest
  void keepsNoAddressInside(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    Map<String, Object> body =
        Map.of("clientId", "us", "clientSecret", "s", "issuerUrl", "https://10.0.0.1");

    assertEquals(
        422,
        status(
            () ->
                room.providers.create(
                    ACME, "own", new SocialProviderRequestParser(body), MAY, ADMIN)));
  }

  @DatabaseTest
  void takesNothingThatItDoesNotKnow(TestDatabase database) {
    var room = new FederationBundleFixture(database);

    assertEquals(422, status(() -> room.google(Map.of("colour", "red"))));
    assertEquals(422, status(() -> room.google(Map.of("providerConfig", Map.of("x", "y")))));
    assertEquals(422, status(() -> room.google(Map.of("defaultRoles", List.of("no-such-role")))));
    assertEquals(422, status(() -> room.google(Map.of("claimMapping", Map.of("roles", "groups")))));
    assertEquals(422, status(() -> room.google(Map.of("requestedScopes", List.of("a b")))));
    assertEquals(422, status(() -> room.google(Map.of("iconUrl", "javascript:alert(1)"))));
  }

  @DatabaseTest
  void takesNoNameThatIsAPathOrAnotherThings(TestDatabase database) {
    for (String name : List.of("../x", "types", "Google", "a/b", "17", "")) {
      assertEquals(
          422,
          status(() -> new SocialProviderRequestParser(Map.of("provider", name)).provider()),
          name);
    }
  }

  @DatabaseTest
  void isOpenWhileItIsEnabledAndItsConnectorIsThere(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    room.google(Map.of());
    assertTrue(room.open.find(ACME, "google").isPresent());

    room.providers.enable(ACME, "google", false, MAY, ADMIN);
    assertTrue(room.open.find(ACME, "google").isEmpty());

    room.providers.enable(ACME, "google", true, MAY, ADMIN);
    room.registry.without(FederationConnector.class, "stub");
    assertTrue(room.open.find(ACME, "google").isEmpty());
  }

  @DatabaseTest
  void isClosedWhereTheTenantWantsNoProviders(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    room.google(Map.of());
    room.settings.change(ACME, FederationSettings.SECTION, Map.of("enabled", false));

    assertTrue(room.open.all(ACME).isEmpty());
  }

  @DatabaseTest
  void endsItsLinksWhenItIsRemoved(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    room.google(Map.of());
    room.links.add(
        ACME.id(),
        new IdentityLink(
            "1", "usr_ada", "google", "iss", "sub", Optional.empty(), false, Instant.EPOCH));
    room.providers.delete(ACME, "google", ADMIN);

    assertEquals(Optional.empty(), room.links.find(ACME.id(), "1"));
    assertEquals(404, status(() -> room.providers.get(ACME, "google")));
  }

  @DatabaseTest
  void tellsTheConnectorWhatThePresetSets(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    var made = room.google(Map.of());

    var connection = room.connectors.connection(made.settings(), Optional.of("s"));
    assertEquals("https://idp.example", connection.get("issuer"));
    assertEquals(List.of("openid"), connection.get("scopes"));
    assertEquals("s", connection.get("clientSecret"));
  }

  @DatabaseTest
  void takesThePermissionToGiveRolesWhereTheProvidersWordDecides(TestDatabase database) {
    for (var decisive :
        List.<Map<String, Object>>of(
            Map.of("jitProvisioningEnabled", true),
            Map.of("autoLinkUsers", true),
            Map.of("trustEmail", true),
            Map.of("trustMfa", true),
            Map.of("defaultRoles", List.of("guest")))) {
      var room = new FederationBundleFixture(database);
      assertEquals(403, status(() -> create(room, decisive, MAY_NOT)), decisive.toString());
      create(room, Map.of(), MAY_NOT);
      assertEquals(403, status(() -> change(room, decisive, MAY_NOT)), decisive.toString());

      change(room, decisive, MAY);
      assertEquals(403, status(() -> change(room, Map.of("displayName", "X"), MAY_NOT)));
      assertEquals(403, status(() -> change(room, MOVED, MAY_NOT)), decisive.toString());
      room.providers.enable(ACME, "own", false, MAY_NOT, ADMIN);
      assertEquals(403, status(() -> room.providers.enable(ACME, "own", true, MAY_NOT, ADMIN)));
      room.providers.delete(ACME, "own", ADMIN);
    }
  }

  @DatabaseTest
  void takesThePermissionToGiveRolesToMoveAProviderWithLinks(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    create(room, Map.of(), MAY_NOT);
    link(room);

    assertEquals(403, status(() -> change(room, MOVED, MAY_NOT)));
    change(room, Map.of("displayName", "X"), MAY_NOT);
    assertTrue(room.links.find(ACME.id(), "1").isPresent());
  }

  @DatabaseTest
  void endsItsLinksWhenItsSubjectsAreOtherPeople(TestDatabase database) {
    for (var moved :
        List.<Map<String, Object>>of(
            Map.of("issuerUrl", "https://other.example"),
            Map.of("userInfoUrl", "https://other.example/me"),
            Map.of("providerConfig", Map.of("issuer", ISSUER, "subjectClaim", "login")))) {
      var room = new FederationBundleFixture(database);
      create(room, Map.of(), MAY);
      link(room);
      var body = new HashMap<>(moved);
      body.put("clientSecret", "s");
      change(room, body, MAY);

      assertEquals(Optional.empty(), room.links.find(ACME.id(), "1"), moved.toString());
      room.providers.delete(ACME, "own", ADMIN);
    }
  }

  @DatabaseTest
  void keepsItsLinksWhereSomebodyChangedItMeanwhile(TestDatabase database) {
    var room = new FederationBundleFixture(database);
    create(room, Map.of(), MAY);
    link(room);
    var moved = new SocialProviderRequestParser(MOVED);
    var step = room.providers.prepareChange(ACME, "own", moved, MAY, ADMIN);
    change(room, Map.of("displayName", "Other"));

    assertEquals(409, status(() -> room.providers.apply(List.of(step))));
    assertTrue(room.links.find(ACME.id(), "1").isPresent());
  }

  private static void create(
      FederationBundleFixture room, Map<String, Object> more, Runnable mayGiveRoles) {
    var body = new HashMap<String, Object>();
    body.putAll(Map.of("clientId", "us", "clientSecret", "s", "issuerUrl", ISSUER));
    body.putAll(more);
    room.providers.create(ACME, "own", new SocialProviderRequestParser(body), mayGiveRoles, ADMIN);
  }

  private static void change(
      FederationBundleFixture room, Map<String, Object> body, Runnable mayGiveRoles) {
    room.providers.change(ACME, "own", new SocialProviderRequestParser(body), mayGiveRoles, ADMIN);
  }

  private static void link(FederationBundleFixture room) {
    room.links.add(
        ACME.id(),
        new IdentityLink(
            "1", "usr_ada", "own", ISSUER, "sub", Optional.empty(), false, Instant.EPOCH));
  }

  private static SocialProvider change(FederationBundleFixture room, Map<String, Object> body) {
    return room.providers.change(ACME, "own", new SocialProviderRequestParser(body), MAY, ADMIN);
  }

  private static int status(Executable work) {
    return assertThrows(ApiException.class, work).status();
  }
}
