/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectPermissionProviderContract;

class RbacSubjectPermissionProviderContractTest extends SubjectPermissionProviderContract {

  private static TestDatabase database;
  private static RbacModuleFixture world;

  @BeforeAll
  static void start() {
    database = TestDatabase.inMemory();
    world = new RbacModuleFixture(database);
    world.permission("documents.read");
    world.role("Reader", List.of("documents.read"));
    world.assignments.assign(ACME, ALICE, List.of("reader"));
  }

  @AfterAll
  static void stop() {
    world.close();
    database.close();
  }

  @Override
  protected SubjectPermissionProvider source() {
    return world.lists;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SubjectRef subject() {
    return ALICE;
  }

  @Override
  protected String permission() {
    return "documents.read";
  }
}
