/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.scope.ScopeCache;
import org.lumoauth.oauth.clients.scope.ScopeStore;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectGrantProviderContract;

class ClientSubjectGrantProviderContractTest extends SubjectGrantProviderContract {

  private static final TenantContext ACME = aTenant().build();

  private TestDatabase database;
  private ClientSubjectGrantProvider provider;
  private SubjectRef robot;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var room = new ConfidentialClientFixture(database);
    robot = room.client(ACME, "Robot").client().subject();
    provider =
        new ClientSubjectGrantProvider(
            room.memory,
            new ScopeCache(new ScopeStore(new ClientPersistenceUnit(database.units()))));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected SubjectGrantProvider provider() {
    return provider;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef subject() {
    return robot;
  }

  @Test
  void excludesUserClaimScopes() {
    var settings = settings("client_credentials", "openid", "email", "payments.make");

    assertEquals(Set.of("payments.make"), provider.permissions(ACME, settings));
  }

  @Test
  void countsOnlyAdministrationScopesForUserFacingClient() {
    var settings = settings("authorization_code", "payments.make", "admin:users");

    assertEquals(Set.of("admin:users"), provider.permissions(ACME, settings));
  }

  private static RegisteredClientSettings settings(String grantType, String... scopes) {
    return new RegisteredClientSettings(
        "App",
        true,
        true,
        false,
        "web",
        List.of(grantType),
        List.of(scopes),
        List.of("client_secret_basic"),
        List.of(),
        List.of(),
        900,
        86_400,
        Map.of());
  }
}
