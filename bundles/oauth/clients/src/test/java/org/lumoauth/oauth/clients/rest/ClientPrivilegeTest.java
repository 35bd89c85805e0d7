/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.ClientCache;
import org.lumoauth.oauth.clients.ClientPersistenceUnit;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientStore;
import org.lumoauth.oauth.clients.ClientSubjectGrantProvider;
import org.lumoauth.oauth.clients.ClientTokenLifetimeResolver;
import org.lumoauth.oauth.clients.metadata.SupportedClientOptionValidator;
import org.lumoauth.oauth.clients.scope.ScopeCache;
import org.lumoauth.oauth.clients.scope.ScopeStore;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

/** Client managers cannot gain further permissions through a client. */
class ClientPrivilegeTest {

  private static final HttpServletRequest CLERK = by("clients.read", "clients.write");
  private static final HttpServletRequest ADMIN =
      by("clients.read", "clients.write", "users.read", "users.write");

  private static final HttpServletRequest READER =
      by("clients.read", "clients.write", "documents.read");

  private static final HttpServletRequest OWNER = by("settings.manage", "roles.write");

  /** The request of somebody who has these permissions and no others. */
  private static HttpServletRequest by(String... permissions) {
    return FakeHttpExchange.get(TestBuilders.aTenant().build(), "/admin/clients")
        .withCaller(TestBuilders.aCaller().apiKey().build())
        .withPermissions(permissions)
        .request();
  }

  @DatabaseTest
  void rejectsRegistrationWithPermissionCallerLacks(TestDatabase database) {
    var office = new Office(database);

    assertForbidden(() -> office.clients.create(CLERK, robot("users.write")));
  }

  @DatabaseTest
  void rejectsGrantingScopeCallerLacks(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("documents.read");

    assertForbidden(
        () -> office.clients.setScopes(CLERK, id, Map.of("scopes", List.of("users.write"))));
  }

  @DatabaseTest
  void rejectsSecretRotationOfMorePrivilegedClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("admin:users:write");

    assertForbidden(() -> office.clients.rotateSecret(CLERK, id, null));
  }

  @DatabaseTest
  void allowsSecretRotationWithPermissionsOfClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("users.write");

    assertFalse(office.clients.rotateSecret(ADMIN, id, null).data().secret().isEmpty());
  }

  @DatabaseTest
  void rejectsPatchOfMorePrivilegedClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("users.write");
    var uris = Map.<String, Object>of("redirectUris", List.of("https://elsewhere.example.com/cb"));

    assertForbidden(() -> office.clients.patch(CLERK, id, uris));
  }

  @DatabaseTest
  void rejectsReplacementOfMorePrivilegedClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("users.write");

    assertForbidden(
        () -> office.clients.put(CLERK, id, Map.of("name", "Mine", "scopes", List.of())));
  }

  @DatabaseTest
  void rejectsScopeRemovalFromMorePrivilegedClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("users.write");

    assertForbidden(() -> office.clients.setScopes(CLERK, id, Map.of("scopes", List.of())));
  }

  @DatabaseTest
  void rejectsEnablingMorePrivilegedClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("users.write");
    office.clients.disable(ADMIN, id);

    assertForbidden(() -> office.clients.enable(CLERK, id));
  }

  @DatabaseTest
  void rejectsDeletionOfMorePrivilegedClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("users.write");

    assertForbidden(() -> office.clients.delete(CLERK, id));
    assertEquals(id, office.clients.get(CLERK, id).data().clientId());
  }

  @DatabaseTest
  void allowsDeletionWithPermissionsOfClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("users.write");

    office.clients.delete(ADMIN, id);

    assertEquals(
        404, assertThrows(ApiException.class, () -> office.clients.get(ADMIN, id)).status());
  }

  @DatabaseTest
  void rejectsIntrospectScopeWithoutSessionsRead(TestDatabase database) {
    var office = new Office(database);

    assertForbidden(() -> office.clients.create(CLERK, robot("introspect")));
  }

  @DatabaseTest
  void allowsClientManagerToDisableAnyClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("users.write");

    assertFalse(office.clients.disable(CLERK, id).data().isActive());
  }

  @DatabaseTest
  void allowsChangesToClientWithoutMorePermissions(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("documents.read");
    office.clients.disable(CLERK, id);

    assertForbidden(() -> office.clients.enable(CLERK, id));
    assertTrue(office.clients.enable(READER, id).data().isActive());
  }

  @DatabaseTest
  void rejectsFirstPartyFlagFromClientManager(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("documents.read");
    var own = Map.<String, Object>of("metadata", Map.of("first_party", true));
    var made = Map.<String, Object>of("name", "Ours", "metadata", Map.of("first_party", true));

    for (var clerk : List.of(CLERK, by("settings.manage"), by("roles.write"))) {
      assertForbidden(() -> office.clients.create(clerk, made));
      assertForbidden(() -> office.clients.patch(clerk, id, own));
    }
    office.clients.create(OWNER, made);
    assertEquals(true, office.clients.patch(OWNER, id, own).data().metadata().get("first_party"));
  }

  @DatabaseTest
  void rejectsTakeoverOfFirstPartyClient(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("documents.read");
    office.clients.patch(OWNER, id, Map.of("metadata", Map.of("first_party", true)));
    var elsewhere = List.of("https://elsewhere.example.com/cb");

    assertForbidden(() -> office.clients.patch(CLERK, id, Map.of("redirectUris", elsewhere)));
    assertForbidden(() -> office.clients.setScopes(CLERK, id, Map.of("scopes", List.of("x"))));
    assertForbidden(() -> office.clients.rotateSecret(CLERK, id, null));
    office.clients.disable(CLERK, id);
    assertForbidden(() -> office.clients.enable(CLERK, id));
  }

  @DatabaseTest
  void allowsClientManagerToRemoveFirstPartyFlag(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("documents.read");
    office.clients.patch(OWNER, id, Map.of("metadata", Map.of("first_party", true)));
    var ordinary = Map.<String, Object>of("metadata", Map.of("first_party", false));

    var after = office.clients.patch(READER, id, ordinary).data();

    assertEquals(false, after.metadata().get("first_party"));
  }

  @DatabaseTest
  void rejectsImpersonationFlagFromClientManager(TestDatabase database) {
    var office = new Office(database);
    var id = office.clientWith("documents.read");
    var quiet = Map.<String, Object>of("metadata", Map.of("token_exchange_impersonation", true));
    var made = new HashMap<>(quiet);
    made.put("name", "Quiet");

    for (var clerk : List.of(CLERK, by("settings.manage"), by("roles.write"))) {
      assertForbidden(() -> office.clients.create(clerk, made));
      assertForbidden(() -> office.clients.patch(clerk, id, quiet));
      assertForbidden(() -> office.clients.put(clerk, id, quiet));
    }
    office.clients.create(OWNER, made);
    office.clients.patch(OWNER, id, quiet);
    assertForbidden(() -> office.clients.rotateSecret(CLERK, id, null));
    assertForbidden(() -> office.clients.patch(CLERK, id, Map.of("name", "Mine")));
    office.clients.disable(CLERK, id);
    assertForbidden(() -> office.clients.enable(CLERK, id));
  }

  private static Map<String, Object> robot(String scope) {
    return Map.of("name", "Robot", "allowedScopes", List.of(scope));
  }

  private static void assertForbidden(Executable attempt) {
    assertEquals(403, assertThrows(ApiException.class, attempt).status());
  }

  /** The admin API and what lies behind it. */
  private static final class Office {
    private final ClientRegistry registry;
    final ClientsResource clients;

    Office(TestDatabase database) {
      var unit = new ClientPersistenceUnit(database.units());
      var store = new ClientStore(unit);
      var memory = new ClientCache(store);
      var known = new ScopeCache(new ScopeStore(unit));
      registry =
          new ClientRegistry(
              store,
              memory,
              new FakeClientDirectory(),
              new FakeIdGenerator(),
              new FakeSecretProtectionService(),
              new FakeTokenService(),
              new FakeDomainEventPublisher(),
              new FakeAuditLog());
      clients =
          new ClientsResource(
              registry,
              new ClientTokenLifetimeResolver(),
              known,
              new SupportedClientOptionValidator(new FakeProviderRegistry()),
              new ClientSubjectGrantProvider(memory, known),
              new PrivilegeEscalationGuard(
                  new FakeAuthorizationService(), new FakeProviderRegistry()));
    }

    /** The id of a client that somebody who may do everything registered. */
    String clientWith(String scope) {
      return registry
          .create(
              TestBuilders.aTenant().build(),
              ClientRequestParser.create(
                  robot(scope), ClientTokenLifetimeResolver.STANDARD_SECONDS),
              AuditInitiator.server("test"))
          .client()
          .clientId();
    }
  }
}
