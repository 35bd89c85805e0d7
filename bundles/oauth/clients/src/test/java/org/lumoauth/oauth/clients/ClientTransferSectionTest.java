/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.metadata.SupportedClientOptionValidator;
import org.lumoauth.oauth.clients.rest.ClientRequestParser;
import org.lumoauth.oauth.clients.transfer.ClientTransferSection;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class ClientTransferSectionTest {
  private static final TenantContext ACME = aTenant().build();
  private static final AuditInitiator ADMIN = AuditInitiator.server("test");
  private static final Map<String, Object> SHOP =
      Map.of(
          "clientId",
          "cli_shop",
          "name",
          "Shop",
          "redirectUris",
          List.of("https://shop.example/callback"),
          "scopes",
          List.of("openid", "profile"));

  private static ClientTransferSection section(TestDatabase database) {
    var store =
        new ClientStore(ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION)));
    return new ClientTransferSection(
        new ClientRegistry(
            store,
            new ClientCache(store),
            new FakeClientDirectory(),
            new FakeIdGenerator(),
            new FakeSecretProtectionService(),
            new FakeTokenService(),
            new FakeDomainEventPublisher(),
            new FakeAuditLog()),
        new ClientTokenLifetimeResolver(),
        new SupportedClientOptionValidator(new FakeProviderRegistry()));
  }

  @DatabaseTest
  void rejectsUnknownGrantTypeInDryRun(TestDatabase database) {
    var section = section(database);
    var item = new HashMap<>(SHOP);
    item.put("grantTypes", List.of("authorization_code", "urn:example:nobody"));

    var dry =
        assertThrows(
            ApiException.class, () -> section.checkReferences(ACME, item, (any, key) -> false));
    var real = assertThrows(ApiException.class, () -> section.put(ACME, item, false, ADMIN));

    assertEquals(
        "No installed module supports the grant type urn:example:nobody.", dry.getMessage());
    assertEquals(real.getMessage(), dry.getMessage());
    assertEquals(List.of(), section.export(ACME));
  }

  @DatabaseTest
  void importsClientWithItsIdAndReturnsSecretOnce(TestDatabase database) {
    var section = section(database);

    var issued = section.put(ACME, SHOP, false, ADMIN);

    assertTrue(issued.containsKey("secret"));
    assertEquals("cli_shop", section.export(ACME).get(0).get("clientId"));
    assertFalse(section.export(ACME).toString().contains((String) issued.get("secret")));
  }

  @DatabaseTest
  void importedClientsAreVisibleToOAuthEndpoints(TestDatabase database) {
    var section = section(database);
    var known =
        new ClientCache(
            new ClientStore(
                ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION))));

    for (String id : List.of("cli_shop", "cli_S", "cli_" + "x".repeat(36))) {
      var item = new HashMap<>(SHOP);
      item.put("clientId", id);
      section.check(item);
      section.put(ACME, item, false, ADMIN);

      assertTrue(known.client(ACME.id(), id).isPresent(), id);
    }
  }

  @DatabaseTest
  void exportsNullForUnsetLifetime(TestDatabase database) {
    var section = section(database);
    section.put(ACME, SHOP, false, ADMIN);

    assertTrue(section.export(ACME).get(0).containsKey("refreshTokenLifetime"));
    assertNull(section.export(ACME).get(0).get("refreshTokenLifetime"));
  }

  @DatabaseTest
  void importsNullAsUnsetLifetime(TestDatabase database) {
    var section = section(database);
    section.put(ACME, SHOP, false, ADMIN);
    var without = section.export(ACME).get(0);
    section.put(ACME, lasting(86_400), true, ADMIN);
    assertEquals(86_400, section.export(ACME).get(0).get("refreshTokenLifetime"));

    section.put(ACME, without, true, ADMIN);

    assertNull(section.export(ACME).get(0).get("refreshTokenLifetime"));
  }

  @DatabaseTest
  void ignoresDefaultLifetimeInDocument(TestDatabase database) {
    var section = section(database);

    section.put(ACME, lasting(2_592_000), false, ADMIN);

    assertNull(section.export(ACME).get(0).get("refreshTokenLifetime"));
  }

  @DatabaseTest
  void preservesExplicitThirtyDayLifetime(TestDatabase database) {
    var store =
        new ClientStore(ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION)));
    var section = section(database);
    section.put(ACME, SHOP, false, ADMIN);
    store.change(
        ACME.id(),
        "cli_shop",
        old ->
            ClientRequestParser.change(
                old,
                Map.of("refreshTokenLifetime", 2_592_000),
                ClientTokenLifetimeResolver.STANDARD_SECONDS),
        List.of(),
        (was, is) -> new FakeDomainEventPublisher().prepare());
    var item = new HashMap<>(section.export(ACME).get(0));
    item.put("name", "Web shop");

    section.put(ACME, item, true, ADMIN);

    assertEquals(2_592_000, section.export(ACME).get(0).get("refreshTokenLifetime"));
  }

  private static Map<String, Object> lasting(int seconds) {
    var item = new HashMap<>(SHOP);
    item.put("refreshTokenLifetime", seconds);
    return item;
  }

  @DatabaseTest
  void importsLegacyAlgorithmName(TestDatabase database) {
    var section = section(database);
    var item = with(SHOP, Map.of("userinfo_signed_response_alg", "EdDSA"));
    section.check(item);
    section.checkReferences(ACME, item, (any, key) -> false);

    section.put(ACME, item, false, ADMIN);

    assertEquals(
        Map.of("userinfo_signed_response_alg", "Ed25519"),
        section.export(ACME).get(0).get("metadata"));
  }

  @DatabaseTest
  void importsExportedClientWithLegacyFrontchannelLogoutUri(TestDatabase database) {
    var store =
        new ClientStore(ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION)));
    var section = section(database);
    var old = with(SHOP, Map.of());
    old.remove("clientId");
    store.add(ACME.id(), "cli_shop", framingAnother(old), Optional.empty(), List.of());
    var exported = section.export(ACME).get(0);
    var elsewhere = aTenant("globex").build();

    section.check(exported);
    section.put(elsewhere, exported, false, ADMIN);
    section.put(ACME, exported, true, ADMIN);

    assertEquals(Map.of(), exported.get("metadata"));
    assertEquals(exported, section.export(elsewhere).get(0));
  }

  private static RegisteredClientSettings framingAnother(Map<String, Object> body) {
    var client = ClientRequestParser.create(body, ClientTokenLifetimeResolver.STANDARD_SECONDS);
    return new RegisteredClientSettings(
        client.name(),
        client.confidential(),
        client.active(),
        client.requiresPkce(),
        client.applicationType(),
        client.grantTypes(),
        client.scopes(),
        client.authenticationMethods(),
        client.redirectUris(),
        client.audienceUris(),
        client.accessTokenSeconds(),
        client.refreshTokenSeconds(),
        Map.of("frontchannel_logout_uri", "https://elsewhere.example.org/out"));
  }

  @DatabaseTest
  void rejectsUnsupportedAlgorithm(TestDatabase database) {
    var item = with(SHOP, Map.of("userinfo_signed_response_alg", "HS256"));

    assertThrows(ApiException.class, () -> section(database).check(item));
  }

  @DatabaseTest
  void importsItsOwnExport(TestDatabase database) {
    var section = section(database);
    section.put(ACME, SHOP, false, ADMIN);
    var exported = section.export(ACME);

    assertEquals(Map.of(), section.put(ACME, exported.get(0), true, ADMIN));

    assertEquals(exported, section.export(ACME));
  }

  @DatabaseTest
  void updatesClient(TestDatabase database) {
    var section = section(database);
    section.put(ACME, SHOP, false, ADMIN);
    var item = new HashMap<>(section.export(ACME).get(0));
    item.put("name", "Web shop");

    section.put(ACME, item, true, ADMIN);

    assertEquals("Web shop", section.export(ACME).get(0).get("name"));
  }

  @DatabaseTest
  void switchesBetweenJwksAndJwksUri(TestDatabase database) {
    var section = section(database);
    var byAddress = Map.<String, Object>of("jwks_uri", "https://shop.example/keys");
    var keys = Map.of("keys", List.of(Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA")));
    section.put(ACME, with(SHOP, byAddress), false, ADMIN);

    section.put(
        ACME,
        with(SHOP, Map.of("jwks_uri", "https://shop.example/keys", "jwks", keys)),
        true,
        ADMIN);
    assertEquals(Map.of("jwks", keys), section.export(ACME).get(0).get("metadata"));

    section.put(
        ACME,
        with(SHOP, Map.of("jwks_uri", "https://shop.example/keys", "jwks", keys)),
        true,
        ADMIN);
    assertEquals(byAddress, section.export(ACME).get(0).get("metadata"));
  }

  private static Map<String, Object> with(Map<String, Object> item, Map<String, Object> metadata) {
    var all = new HashMap<>(item);
    all.put("metadata", metadata);
    return all;
  }

  @DatabaseTest
  void rejectsInvalidClientId(TestDatabase database) {
    var section = section(database);

    for (String id : List.of("shop", "usr_alice", "cli_a b", "cli_" + "x".repeat(37))) {
      var item = new HashMap<>(SHOP);
      item.put("clientId", id);
      assertThrows(ApiException.class, () -> section.check(item), id);
    }
  }
}
