/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.scope.ScopeCache;
import org.lumoauth.oauth.clients.scope.ScopeStore;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class DefaultClientRegistrationServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final AuditInitiator SELF = AuditInitiator.server("registration");
  private static final Map<String, Object> WEB =
      Map.of("redirect_uris", List.of("https://rp.example.com/cb"), "client_name", "RP");

  @DatabaseTest
  void appliesSpecificationDefaults(TestDatabase database) {
    var registered = room(database).register(ACME, WEB, SELF);

    assertEquals(List.of("authorization_code"), registered.metadata().get("grant_types"));
    assertEquals("client_secret_basic", registered.metadata().get("token_endpoint_auth_method"));
    assertTrue(registered.secret().isPresent());
  }

  @DatabaseTest
  void appliesTenantAccessTokenLifetime(TestDatabase database) {
    var lifetimes = new ClientTokenLifetimeResolver();
    var settings = new FakeSettingsStore();
    settings.change(ACME, "tokens", Map.of("accessTokenLifetime", 300L));
    lifetimes.settings = settings;
    var clients = registry(database);

    var id =
        new DefaultClientRegistrationService(clients, lifetimes, scopes(database))
            .register(ACME, WEB, SELF)
            .clientId();

    assertEquals(300, clients.get(ACME, id).settings().accessTokenSeconds());
  }

  @DatabaseTest
  void defaultsAccessTokenLifetimeToOneHour(TestDatabase database) {
    var clients = registry(database);

    var id =
        new DefaultClientRegistrationService(
                clients, new ClientTokenLifetimeResolver(), scopes(database))
            .register(ACME, WEB, SELF)
            .clientId();

    assertEquals(3_600, clients.get(ACME, id).settings().accessTokenSeconds());
  }

  @DatabaseTest
  void leavesRefreshTokenLifetimeUnset(TestDatabase database) {
    var registered = room(database).register(ACME, WEB, SELF);

    var known = new ClientCache(store(database)).client(ACME.id(), registered.clientId());
    assertFalse(known.orElseThrow().metadata().containsKey("refresh_token_lifetime"));
  }

  @DatabaseTest
  void preservesRefreshTokenWithoutOfflineAccess(TestDatabase database) {
    var asked = with(WEB, "refresh_token_without_offline_access", true);

    var registered = room(database).register(ACME, asked, SELF);

    assertEquals(true, registered.metadata().get("refresh_token_without_offline_access"));
  }

  @DatabaseTest
  void rejectsInconsistentMetadata(TestDatabase database) {
    var registrations = room(database);
    for (var wrong :
        List.of(
            Map.of("jwks", Map.of("keys", List.of(Map.of("kty", "EC")))),
            Map.of("grant_types", List.of("client_credentials"), "response_types", List.of("code")),
            Map.of("frontchannel_logout_uri", "https://victim.example.org/account/delete?x=1"),
            Map.of("grant_types", List.of("refresh_token")))) {
      var asked = new HashMap<>(WEB);
      asked.putAll(wrong);

      var refusal =
          assertThrows(
              OAuthException.class,
              () -> registrations.register(ACME, asked, SELF),
              wrong.toString());
      assertEquals("invalid_client_metadata", refusal.code());
    }
  }

  @DatabaseTest
  void dropsUnknownMembers(TestDatabase database) {
    var registered = room(database).register(ACME, with(WEB, "tomorrow", "x"), SELF);

    assertFalse(registered.metadata().containsKey("tomorrow"));
  }

  @DatabaseTest
  void usesClientIdIfNameIsBlank(TestDatabase database) {
    var room = room(database);
    for (String blank : List.of("", "   ")) {
      var registered = room.register(ACME, with(WEB, "client_name", blank), SELF);

      assertEquals(registered.clientId(), registered.metadata().get("client_name"));
    }
  }

  @DatabaseTest
  void rejectsNameWithInvisibleOrBidiCharacters(TestDatabase database) {
    var room = room(database);
    for (String name : List.of("\u202eelgooG", "Google\u200b", "\u3164", "Goo\u2028gle")) {
      var refusal =
          assertThrows(
              OAuthException.class,
              () -> room.register(ACME, with(WEB, "client_name", name), SELF));

      assertEquals("invalid_client_metadata", refusal.code());
    }
  }

  @DatabaseTest
  void rejectsUnsafeRedirectUri(TestDatabase database) {
    var room = room(database);
    for (String uri : List.of("https://a.example/../cb", "https://a.example/cb%2f")) {
      var refusal =
          assertThrows(
              OAuthException.class,
              () -> room.register(ACME, with(WEB, "redirect_uris", List.of(uri)), SELF));

      assertEquals("invalid_redirect_uri", refusal.code());
    }
  }

  @DatabaseTest
  void ignoresFirstPartyInARegistration(TestDatabase database) {
    var clients = registry(database);
    var id =
        new DefaultClientRegistrationService(
                clients, new ClientTokenLifetimeResolver(), scopes(database))
            .register(ACME, with(WEB, "first_party", true), SELF)
            .clientId();

    assertFalse(clients.get(ACME, id).settings().metadata().containsKey("first_party"));
  }

  @DatabaseTest
  void preservesSelfRegisteredMarkOnReplacement(TestDatabase database) {
    var clients = registry(database);
    var room =
        new DefaultClientRegistrationService(
            clients, new ClientTokenLifetimeResolver(), scopes(database));
    var made = room.register(ACME, with(WEB, Client.SELF_REGISTERED, true), SELF);

    var replaced =
        room.replace(ACME, made.clientId(), with(WEB, Client.SELF_REGISTERED, false), SELF);

    assertTrue(clients.get(ACME, made.clientId()).asClient().isSelfRegistered());
    assertFalse(made.metadata().containsKey(Client.SELF_REGISTERED));
    assertFalse(replaced.metadata().containsKey(Client.SELF_REGISTERED));
  }

  @DatabaseTest
  void dropsTokenExchangeMembers(TestDatabase database) {
    var clients = registry(database);
    var asked = new HashMap<>(WEB);
    asked.put("token_exchange_impersonation", true);
    asked.put("token_exchange_sources", List.of("*"));
    asked.put("token_exchange_audiences", List.of("payments"));
    asked.put("token_exchange_scope", List.of("documents.read"));
    var id =
        new DefaultClientRegistrationService(
                clients, new ClientTokenLifetimeResolver(), scopes(database))
            .register(ACME, asked, SELF)
            .clientId();

    assertFalse(clients.get(ACME, id).settings().metadata().toString().contains("token_exchange"));
  }

  @DatabaseTest
  void preservesAdministratorSettingsOnReplacement(TestDatabase database) {
    var clients = registry(database);
    var registrations =
        new DefaultClientRegistrationService(
            clients, new ClientTokenLifetimeResolver(), scopes(database));
    var id = registrations.register(ACME, WEB, SELF).clientId();
    clients.change(
        ACME,
        id,
        before ->
            new RegisteredClientSettings(
                before.name(),
                before.confidential(),
                false,
                before.requiresPkce(),
                before.applicationType(),
                before.grantTypes(),
                before.scopes(),
                before.authenticationMethods(),
                before.redirectUris(),
                before.audienceUris(),
                before.accessTokenSeconds(),
                before.refreshTokenSeconds(),
                Map.of("profile", "fapi2-security")),
        SELF);

    registrations.replace(ACME, id, with(WEB, "client_name", "Renamed"), SELF);

    var settings = clients.get(ACME, id).settings();
    assertEquals("fapi2-security", settings.metadata().get("profile"));
    assertFalse(settings.active());
    assertEquals("Renamed", settings.name());
  }

  @DatabaseTest
  void acceptsReadMetadataOfLegacyClientOnReplacement(TestDatabase database) {
    var clients = registry(database);
    var registrations =
        new DefaultClientRegistrationService(
            clients, new ClientTokenLifetimeResolver(), scopes(database));
    var old =
        clients
            .create(
                ACME,
                new RegisteredClientSettings(
                    "Old",
                    true,
                    true,
                    true,
                    "web",
                    List.of("authorization_code"),
                    List.of("openid"),
                    List.of("client_secret_basic"),
                    List.of("https://rp.example.com/cb"),
                    List.of(),
                    3_600,
                    0,
                    Map.of(
                        "id_token_signed_response_alg",
                        "EdDSA",
                        "frontchannel_logout_uri",
                        "https://elsewhere.example.org/out")),
                SELF)
            .client()
            .clientId();
    var said = registrations.find(ACME, old).orElseThrow().metadata();

    var replaced = registrations.replace(ACME, old, with(said, "client_name", "New"), SELF);

    assertEquals("Ed25519", replaced.metadata().get("id_token_signed_response_alg"));
    assertEquals(with(said, "client_name", "New"), replaced.metadata());
  }

  @DatabaseTest
  void allowsConfidentialClientToDisablePkce(TestDatabase database) {
    var clients = registry(database);
    var id =
        new DefaultClientRegistrationService(
                clients, new ClientTokenLifetimeResolver(), scopes(database))
            .register(ACME, with(WEB, "require_pkce", false), SELF)
            .clientId();

    assertFalse(clients.get(ACME, id).settings().requiresPkce());
  }

  @DatabaseTest
  void requiresPkceForPublicClient(TestDatabase database) {
    var clients = registry(database);
    var asked = with(with(WEB, "require_pkce", false), "token_endpoint_auth_method", "none");
    var id =
        new DefaultClientRegistrationService(
                clients, new ClientTokenLifetimeResolver(), scopes(database))
            .register(ACME, asked, SELF)
            .clientId();

    assertTrue(clients.get(ACME, id).settings().requiresPkce());
  }

  @DatabaseTest
  void returnsInvalidRedirectUriForBadRedirectUri(TestDatabase database) {
    var refusal =
        assertThrows(
            OAuthException.class,
            () ->
                room(database)
                    .register(
                        ACME, Map.of("redirect_uris", List.of("http://evil.example/")), SELF));

    assertEquals("invalid_redirect_uri", refusal.code());
  }

  @DatabaseTest
  void rejectsPrivateKeyJwtClientWithoutKeys(TestDatabase database) {
    var refusal =
        assertThrows(
            OAuthException.class,
            () ->
                room(database)
                    .register(
                        ACME, with(WEB, "token_endpoint_auth_method", "private_key_jwt"), SELF));

    assertEquals("invalid_client_metadata", refusal.code());
  }

  private static DefaultClientRegistrationService room(TestDatabase database) {
    return new DefaultClientRegistrationService(
        registry(database), new ClientTokenLifetimeResolver(), scopes(database));
  }

  private static ScopeCache scopes(TestDatabase database) {
    return new ScopeCache(
        new ScopeStore(ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION))));
  }

  private static ClientStore store(TestDatabase database) {
    return new ClientStore(
        ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION)));
  }

  private static ClientRegistry registry(TestDatabase database) {
    var store = store(database);
    return new ClientRegistry(
        store,
        new ClientCache(store),
        new FakeClientDirectory(),
        new FakeIdGenerator(),
        new FakeSecretProtectionService(),
        new FakeTokenService(),
        new FakeDomainEventPublisher(),
        new FakeAuditLog());
  }

  private static Map<String, Object> with(Map<String, Object> metadata, String name, Object value) {
    Map<String, Object> copy = new HashMap<>(metadata);
    copy.put(name, value);
    return copy;
  }
}
