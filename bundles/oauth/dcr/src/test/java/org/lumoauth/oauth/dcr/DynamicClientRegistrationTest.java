/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.ACME;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.CALLBACK;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.SECTOR;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.key;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.refusal;
import static org.lumoauth.oauth.dcr.DcrBundleFixture.web;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.oauth.FakeClientRegistrationService;

class DynamicClientRegistrationTest {

  @DatabaseTest
  void returnsClientInformationResponse(TestDatabase database) {
    var answer = new DcrBundleFixture(database).open().register(web());

    assertEquals(FakeClientRegistrationService.SECRET, answer.get("client_secret"));
    assertEquals(0, answer.get("client_secret_expires_at"));
    assertEquals(0L, answer.get("client_id_issued_at"));
    assertEquals(43, ((String) answer.get("registration_access_token")).length());
    assertEquals(
        "https://id.example.com/t/acme/api/v1/connect/register/" + answer.get("client_id"),
        answer.get("registration_client_uri"));
    assertEquals("RP", answer.get("client_name"));
  }

  @DatabaseTest
  void refusesAnonymousRegistrationByDefault(TestDatabase database) {
    var room = new DcrBundleFixture(database);

    assertEquals("access_denied", refusal(() -> room.register(web())));
    assertEquals(List.of("client-registration.denied"), room.log.actions(ACME.id()));

    room.attempts.exhausted();

    assertEquals(429, assertThrows(ApiException.class, () -> room.register(web())).status());
    assertEquals(List.of("client-registration.denied"), room.log.actions(ACME.id()));
    assertEquals("client-registration.denied", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void allowsApiKeyWithRegistrationScope(TestDatabase database) {
    var room = new DcrBundleFixture(database);
    var answer =
        room.register(
            web("scope", "documents.read"), Optional.of(key(ClientRegistrantAuthorizer.SCOPE)));

    assertEquals("documents.read", room.registeredOf(answer).get("scope"));
  }

  @DatabaseTest
  void allowsClientWithRegistrationScope(TestDatabase database) {
    var client =
        aCaller()
            .as(new SubjectRef(SubjectRef.CLIENT, "cli_1"))
            .withScope(ClientRegistrantAuthorizer.SCOPE);

    assertTrue(
        new DcrBundleFixture(database)
            .register(web(), Optional.of(client.build()))
            .containsKey("client_id"));
  }

  @DatabaseTest
  void allowsAdministrator(TestDatabase database) {
    var admin = aCaller().as(aUserRef()).withScope("clients.write").build();

    assertTrue(
        new DcrBundleFixture(database)
            .register(web(), Optional.of(admin))
            .containsKey("client_id"));
  }

  @DatabaseTest
  void rejectsUserOrAgentWithScopeButWithoutPermission(TestDatabase database) {
    var room = new DcrBundleFixture(database);
    var scoped = aCaller().withScope(ClientRegistrantAuthorizer.SCOPE);
    for (Caller caller :
        List.of(
            scoped.as(aUserRef()).build(),
            scoped.as(anAgentRef()).build(),
            scoped.as(new SubjectRef(SubjectRef.CLIENT, "c")).actedBy(anAgentRef()).build())) {
      assertEquals("access_denied", refusal(() -> room.register(web(), Optional.of(caller))));
    }
  }

  @DatabaseTest
  void rejectsApiKeyWithoutRegistrationScope(TestDatabase database) {
    var room = new DcrBundleFixture(database);

    assertEquals(
        "access_denied", refusal(() -> room.register(web(), Optional.of(key("admin:users:read")))));
  }

  @DatabaseTest
  void ignoresFirstPartyAndProfileInARegistration(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    var asked = web("first_party", true);
    asked.put("profile", "anything");
    asked.put("require_pkce", false);
    asked.put("client_id", "chosen");
    asked.put("client_secret", "chosen");

    var answer = room.register(asked);

    var registered = room.registeredOf(answer);
    assertFalse(registered.containsKey("first_party"));
    assertFalse(registered.containsKey("profile"));
    assertFalse(registered.containsKey("require_pkce"));
    assertFalse(answer.containsValue("chosen"));
  }

  @DatabaseTest
  void marksSelfRegisteredClient(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();

    var open = room.register(web(Client.SELF_REGISTERED, false));
    var vouched = room.register(web(), Optional.of(key(ClientRegistrantAuthorizer.SCOPE)));

    assertEquals(true, room.registeredOf(open).get(Client.SELF_REGISTERED));
    assertFalse(room.registeredOf(vouched).containsKey(Client.SELF_REGISTERED));
  }

  @DatabaseTest
  void refusesAnAdministrationScope(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();

    assertEquals(
        "invalid_client_metadata", refusal(() -> room.register(web("scope", "openid admin"))));
  }

  @DatabaseTest
  void acceptsSectorListingEveryRedirectUri(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    room.documents.put(SECTOR, "[\"" + CALLBACK + "\", \"https://other.example.com/cb\"]");

    var answer = room.register(web("sector_identifier_uri", SECTOR));

    assertEquals(SECTOR, answer.get("sector_identifier_uri"));
  }

  @DatabaseTest
  void rejectsSectorMissingRedirectUri(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    room.documents.put(SECTOR, "[\"https://other.example.com/cb\"]");

    assertEquals(
        "invalid_client_metadata",
        refusal(() -> room.register(web("sector_identifier_uri", SECTOR))));
  }

  @DatabaseTest
  void rejectsUnreachableOrInvalidSectorIdentifierUri(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    room.documents.put("https://sector.example.com/object", "{\"uris\": []}");
    for (Object uri :
        List.of(
            "https://169.254.169.254/latest",
            "http://sector.example.com/uris.json",
            "file:///etc/passwd",
            "https://sector.example.com/object",
            7)) {
      assertEquals(
          "invalid_client_metadata",
          refusal(() -> room.register(web("sector_identifier_uri", uri))),
          uri.toString());
    }
  }

  @DatabaseTest
  void rateLimitsRegistrations(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    for (int i = 0; i < 30; i++) {
      room.register(web());
    }

    assertTooMany(() -> room.register(web()));
    room.register(
        web(), Optional.of(key(ClientRegistrantAuthorizer.SCOPE))); // who is known still may
  }

  @DatabaseTest
  void appliesTenantLimitPerNetwork(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    room.settings.change(ACME, ClientRegistrationSettings.SECTION, Map.of("maxPerNetwork", 2L));
    room.register(web());
    room.register(web());

    assertTooMany(() -> room.register(web()));

    room.settings.change(ACME, ClientRegistrationSettings.SECTION, Map.of("maxPerNetwork", 3L));
    room.register(web());
  }

  @DatabaseTest
  void appliesTenantDailyLimit(TestDatabase database) {
    var room = new DcrBundleFixture(database).open();
    room.settings.change(ACME, ClientRegistrationSettings.SECTION, Map.of("maxPerDay", 2L));
    room.register(web());
    room.register(web());

    assertTooMany(() -> room.register(web()));
  }

  private static void assertTooMany(Executable registration) {
    var refusal = assertThrows(ApiException.class, registration);
    assertEquals(429, refusal.status());
    assertEquals("rate_limit_exceeded", refusal.code());
    assertEquals(
        "Too many client registrations or updates. Try again after the time in the Retry-After header.",
        refusal.getMessage());
    assertEquals("0", refusal.headers().get("X-RateLimit-Remaining"));
    assertTrue(
        refusal
            .headers()
            .keySet()
            .containsAll(Set.of("Retry-After", "X-RateLimit-Limit", "X-RateLimit-Reset")));
  }
}
