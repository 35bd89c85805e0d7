/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.AuthorizationModelContract;

class RbacAuthorizationModelContractTest extends AuthorizationModelContract {

  private static TestDatabase database;
  private static RbacModuleFixture world;

  @BeforeAll
  static void start() {
    database = TestDatabase.inMemory();
    world = new RbacModuleFixture(database);
    world.permission("documents.read");
    world.permission("documents.delete");
    world.role("Reader", List.of("documents.read"));
    world.assignments.assign(ACME, ALICE, List.of("reader"));
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
    return DecisionRequest.of(ALICE, "documents.read");
  }

  @Override
  protected DecisionRequest refused() {
    return DecisionRequest.of(ALICE, "documents.delete");
  }
}
