/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.SubjectClaimsContributorContract;

class RoleClaimsContributorContractTest extends SubjectClaimsContributorContract {

  private static TestDatabase database;
  private static RbacModuleFixture world;

  @BeforeAll
  static void start() {
    database = TestDatabase.inMemory();
    world = new RbacModuleFixture(database);
    world.role("Editor", List.of());
    world.assignments.assign(ACME, ALICE, List.of("editor"));
  }

  @AfterAll
  static void stop() {
    world.close();
    database.close();
  }

  @Override
  protected SubjectClaimsContributor contributor() {
    return new RoleClaimsContributor(world.index, world.users);
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
  protected Set<String> scope() {
    return Set.of("roles");
  }
}
