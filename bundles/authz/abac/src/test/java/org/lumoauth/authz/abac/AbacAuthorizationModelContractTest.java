/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.AuthorizationModelContract;

class AbacAuthorizationModelContractTest extends AuthorizationModelContract {

  private static TestDatabase database;
  private static AbacModuleFixture world;

  @BeforeAll
  static void start() {
    database = TestDatabase.inMemory();
    world = new AbacModuleFixture(database);
    world.policy("allow", all(is("user.email", "equals", "alice@example.com")));
    world.policy("deny", "documents", "delete", all(is("user.clearance", "lt", 3)));
  }

  @AfterAll
  static void stop() {
    world.close();
    database.close();
  }

  @Override
  protected AuthorizationModel model() {
    return world.model;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected DecisionRequest permitted() {
    return AbacModuleFixture.asking("read", "documents", "doc_1", Map.of());
  }

  @Override
  protected DecisionRequest refused() {
    return AbacModuleFixture.asking("delete", "documents", "doc_1", Map.of());
  }
}
