/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authz.AccessSearchCandidateProvider;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.AccessSearchCandidateProviderContract;

class RbacSearchCandidateProviderContractTest extends AccessSearchCandidateProviderContract {

  private final TestDatabase database = TestDatabase.inMemory();
  private final RbacModuleFixture world = new RbacModuleFixture(database);

  @BeforeEach
  void giveRoles() {
    world.role("Editor", List.of());
    world.users.inGroups(
        RbacModuleFixture.ACME, RbacModuleFixture.ALICE.id(), RbacModuleFixture.WRITERS.id());
    for (String id : List.of("doc-2", "Doc-2")) {
      world.limited.assign(RbacModuleFixture.ACME, RbacModuleFixture.ALICE, "editor", on(id));
    }
    world.limited.assign(RbacModuleFixture.ACME, RbacModuleFixture.WRITERS, "editor", on("doc-10"));
  }

  private static RoleAssignmentLimits on(String id) {
    return new RoleAssignmentLimits(
        Optional.of("document"),
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @AfterEach
  void close() {
    world.close();
    database.close();
  }

  @Override
  protected AccessSearchCandidateProvider candidates() {
    return new RbacSearchCandidateProvider(world.index, world.users);
  }

  @Override
  protected TenantContext tenant() {
    return RbacModuleFixture.ACME;
  }

  @Override
  protected String type() {
    return "document";
  }

  @Override
  protected Optional<SubjectRef> subject() {
    return Optional.of(RbacModuleFixture.ALICE);
  }

  @Override
  protected List<String> known() {
    return List.of("doc-2", "Doc-2", "doc-10");
  }
}
