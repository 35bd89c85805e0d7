/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectGrantProviderContract;

class PolicySubjectGrantProviderContractTest extends SubjectGrantProviderContract {

  private static final Map<String, Object> ALICE =
      all(is("user.email", "equals", "alice@example.com"));

  private TestDatabase database;
  private AbacModuleFixture world;
  private PolicySubjectGrantProvider provider;

  @BeforeEach
  void start() {
    database = TestDatabase.inMemory();
    world = new AbacModuleFixture(database);
    world.policy("allow", "payments", "make", ALICE);
    provider = world.grants;
  }

  @AfterEach
  void stop() {
    world.close();
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
    return AbacModuleFixture.asking("read", "documents", "doc_1", Map.of()).subject();
  }

  @Test
  void reportsActionNamedByPolicy() {
    assertEquals(Set.of("payments.make"), provider.grants(ACME, subject()).permissions());
  }

  @Test
  void reportsAPolicyForEveryActionAsOpenEnded() {
    world.policy("allow", "*", "*", ALICE);

    assertTrue(provider.grants(ACME, subject()).openEnded());
  }
}
