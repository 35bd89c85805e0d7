/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;
import static org.lumoauth.authz.rbac.RbacModuleFixture.GLOBEX;
import static org.lumoauth.authz.rbac.RbacModuleFixture.WRITERS;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RoleClaimsContributorTest {

  @DatabaseTest
  void namesTheRolesOfAUserAndOfItsGroups(TestDatabase database) {
    try (var world = world(database)) {
      assertEquals(
          Map.of("roles", List.of("editor", "writer")), claims(world, ACME, Set.of("roles")));
    }
  }

  @DatabaseTest
  void namesThemWhereTheyAreAskedForByName(TestDatabase database) {
    try (var world = world(database)) {
      assertEquals(
          Map.of("roles", List.of("editor", "writer")),
          new RoleClaimsContributor(world.index, world.users)
              .claims(ACME, ALICE, aClient().build(), Set.of(), Set.of("roles")));
    }
  }

  @DatabaseTest
  void saysNothingThatNobodyAskedFor(TestDatabase database) {
    try (var world = world(database)) {
      assertEquals(Map.of(), claims(world, ACME, Set.of("openid", "profile")));
    }
  }

  @DatabaseTest
  void knowsNoRolesOfAnotherTenant(TestDatabase database) {
    try (var world = world(database)) {
      assertEquals(Map.of(), claims(world, GLOBEX, Set.of("roles")));
    }
  }

  private static RbacModuleFixture world(TestDatabase database) {
    var world = new RbacModuleFixture(database);
    world.users.inGroups(ACME, ALICE.id(), WRITERS.id());
    world.role("Editor", List.of());
    world.role("Writer", List.of());
    world.assignments.assign(ACME, ALICE, List.of("editor"));
    world.assignments.assign(ACME, WRITERS, List.of("writer"));
    return world;
  }

  private static Map<String, Object> claims(
      RbacModuleFixture world, TenantContext tenant, Set<String> scope) {
    return new RoleClaimsContributor(world.index, world.users)
        .claims(tenant, ALICE, aClient().build(), scope, Set.of());
  }
}
