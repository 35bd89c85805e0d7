/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;
import static org.lumoauth.authz.rbac.RbacModuleFixture.WRITERS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectGrantProviderContract;

class RbacSubjectGrantProviderContractTest extends SubjectGrantProviderContract {

  private TestDatabase database;
  private RbacModuleFixture world;
  private RbacSubjectGrantProvider provider;

  @BeforeEach
  void start() {
    database = TestDatabase.inMemory();
    world = new RbacModuleFixture(database);
    world.permission("documents.read");
    world.permission("payments.make");
    world.role("Reader", List.of("documents.read"));
    world.role("Payer", List.of("payments.make"));
    world.assignments.assign(ACME, ALICE, List.of("reader"));
    provider = new RbacSubjectGrantProvider(world.index, world.users, world.clock);
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
    return ALICE;
  }

  @Test
  void reportsPermissionsOfUserGroups() {
    world.users.inGroups(ACME, ALICE.id(), WRITERS.id());
    world.assignments.assign(ACME, WRITERS, List.of("payer"));

    assertEquals(Set.of("documents.read", "payments.make"), granted());
  }

  @Test
  void reportsFutureResourceLimitedRole() {
    world.limited.assign(
        ACME,
        ALICE,
        "payer",
        new RoleAssignmentLimits(
            Optional.of("invoice"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.now().plusSeconds(86_400)),
            Optional.empty()));

    assertEquals(Set.of("documents.read", "payments.make"), granted());
  }

  @Test
  void reportsDirectPermission() {
    world.grants.grant(ACME, ALICE, "payments.make");

    assertEquals(Set.of("documents.read", "payments.make"), granted());
  }

  private Set<String> granted() {
    return provider.grants(ACME, ALICE).permissions();
  }
}
