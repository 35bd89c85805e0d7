/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.ACME;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.GLOBEX;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.key;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.refusal;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.web;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientRegistrationService;

class ClientConfigurationEndpointsTest {

  @DatabaseTest
  void returnsRegistrationWithoutSecrets(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());

    var shown = room.manage("GET", mine, null).answer();

    assertEquals("RP", shown.get("client_name"));
    assertEquals(mine.get("client_id"), shown.get("client_id"));
    assertFalse(shown.containsKey("client_secret"));
    assertFalse(shown.containsKey("registration_access_token"));
  }

  @DatabaseTest
  void replacesRegistrationAndAccessToken(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());

    var changed = room.manage("PUT", mine, self(mine, "client_name", "Renamed")).answer();

    assertEquals("Renamed", changed.get("client_name"));
    assertNotEquals(
        mine.get("registration_access_token"), changed.get("registration_access_token"));
    assertEquals("invalid_token", refusal(() -> room.manage("GET", mine, null)));
    assertEquals(200, room.manage("GET", changed, null).status());
  }

  @DatabaseTest
  void deletesRegistrationOfClientRemovedByAdministrator(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var gone = (String) room.register(web()).get("client_id");
    var kept = (String) room.register(web()).get("client_id");
    room.registrations.remove(ACME, gone, AuditInitiator.server("test"));
    var listener =
        new ClientRemovalListener(
            room.store, room.registrations, new FakeTenantRegistry().with(ACME));

    listener.onEvent(new DomainEvent("client.changed", ACME.id(), gone));
    listener.onEvent(new DomainEvent("client.changed", ACME.id(), kept));

    assertEquals(Optional.empty(), room.store.find(ACME.id(), gone));
    assertTrue(room.store.find(ACME.id(), kept).isPresent());
  }

  @DatabaseTest
  void preservesTokenIfUpdateIsRejected(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());

    assertEquals(
        "invalid_client_metadata",
        refusal(() -> room.manage("PUT", mine, self(mine, "scope", "admin"))));
    assertEquals(200, room.manage("GET", mine, null).status());
  }

  @DatabaseTest
  void preservesTokenIfMetadataIsRejected(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());

    assertEquals(
        "invalid_client_metadata",
        refusal(() -> room.manage("PUT", mine, self(mine, "jwks_uri", "no address"))));
    assertEquals(200, room.manage("GET", mine, null).status());
  }

  @DatabaseTest
  void acceptsTokenForOneConcurrentUpdate(TestDatabase database) throws Exception {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());
    var pool = Executors.newFixedThreadPool(6);
    try {
      Callable<Map<String, Object>> change =
          () -> {
            try {
              return room.manage("PUT", mine, self(mine, "client_name", "Renamed")).answer();
            } catch (OAuthException refusal) {
              return Map.of("error", refusal.code());
            }
          };
      var answers = new ArrayList<Map<String, Object>>();
      for (var done : pool.invokeAll(Collections.nCopies(6, change))) {
        answers.add(done.get(30, TimeUnit.SECONDS));
      }

      var changed = answers.stream().filter(answer -> !answer.containsKey("error")).toList();
      assertEquals(1, changed.size());
      assertEquals(200, room.manage("GET", changed.get(0), null).status());
    } finally {
      pool.shutdownNow();
    }
  }

  @DatabaseTest
  void deletesClient(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());

    assertEquals(204, room.manage("DELETE", mine, null).status());
    assertEquals("invalid_token", refusal(() -> room.manage("GET", mine, null)));
    assertTrue(room.store.find(ACME.id(), (String) mine.get("client_id")).isEmpty());
  }

  @DatabaseTest
  void rejectsTokenOfAnotherClientLikeMissingToken(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());
    var other = room.register(web());
    for (String token :
        new String[] {(String) other.get("registration_access_token"), "made-up", ""}) {
      var refusal =
          assertThrows(
              OAuthException.class,
              () -> room.manage(ACME, "GET", (String) mine.get("client_id"), token, null));
      assertEquals(401, refusal.status());
      assertEquals("invalid_token", refusal.code());
      assertTrue(refusal.headers().get("WWW-Authenticate").startsWith("Bearer"));
    }
    assertEquals("client-registration.denied", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void refusesATokenOfAnotherTenant(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());
    String id = (String) mine.get("client_id");
    room.clients.with(GLOBEX, aClient().withId(id).build());

    assertEquals(
        "invalid_token",
        refusal(
            () ->
                room.manage(
                    GLOBEX, "GET", id, (String) mine.get("registration_access_token"), null)));
  }

  @DatabaseTest
  void rejectsDisabledClient(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());
    room.clients.with(ACME, aClient().withId((String) mine.get("client_id")).disabled().build());

    assertEquals("invalid_token", refusal(() -> room.manage("GET", mine, null)));
  }

  @DatabaseTest
  void refusesABodyOfAnotherClient(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());

    assertEquals("invalid_request", refusal(() -> room.manage("PUT", mine, web())));
    assertEquals(
        "invalid_request",
        refusal(() -> room.manage("PUT", mine, web("client_id", "cli_another"))));
  }

  @DatabaseTest
  void rejectsSecretChosenByClient(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());

    assertEquals(
        "invalid_request",
        refusal(() -> room.manage("PUT", mine, self(mine, "client_secret", "chosen"))));
    assertEquals(
        200,
        room.manage("PUT", mine, self(mine, "client_secret", FakeClientRegistrationService.SECRET))
            .status());
  }

  @DatabaseTest
  void dropsPrivilegedMembersOnUpdate(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());
    var asked = self(mine, "first_party", true);
    asked.put("profile", "x");
    asked.put("scope", "openid documents.write");

    room.manage("PUT", mine, asked);

    var registered = room.registeredOf(mine);
    assertFalse(registered.containsKey("first_party"));
    assertFalse(registered.containsKey("profile"));
    assertEquals("openid", registered.get("scope"));
  }

  @DatabaseTest
  void rejectsSwitchBetweenSecretAndNoSecretAuthentication(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());

    assertEquals(
        "invalid_client_metadata",
        refusal(() -> room.manage("PUT", mine, self(mine, "token_endpoint_auth_method", "none"))));
  }

  @DatabaseTest
  void preservesScopesOfAuthorizedRegistration(TestDatabase database) {
    var room = new DcrBundleFixture(database);
    var mine =
        room.register(
            web("scope", "documents.read"), Optional.of(key(ClientRegistrantAuthorizer.SCOPE)));

    var changed = room.manage("PUT", mine, self(mine, "scope", "documents.read")).answer();

    assertEquals("documents.read", changed.get("scope"));
  }

  @DatabaseTest
  void erasesRegistrationsOfTenant(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var mine = room.register(web());
    room.tokens.issue(GLOBEX, "cli_1", true);

    database.eraser(List.of("dcr_registration")).erase(ACME.id());

    assertTrue(room.store.find(ACME.id(), (String) mine.get("client_id")).isEmpty());
    assertTrue(room.store.find(GLOBEX.id(), "cli_1").isPresent());
  }

  private static Map<String, Object> self(Map<String, Object> mine, String name, Object value) {
    Map<String, Object> body = new HashMap<>(web(name, value));
    body.put("client_id", mine.get("client_id"));
    return body;
  }
}
