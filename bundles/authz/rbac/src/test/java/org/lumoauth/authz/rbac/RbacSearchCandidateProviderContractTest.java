package org.lumoauth.authz.rbac;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.authz.SearchCandidateProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SearchCandidateProviderContract;

class RbacSearchCandidateProviderContractTest extends SearchCandidateProviderContract {

  private final TestDatabase database = TestDatabase.inMemory();
  private final World world = new World(database);

  @BeforeEach
  void giveRoles() {
    world.role("Editor", List.of());
    world.users.inGroups(World.ACME, World.ALICE.id(), World.WRITERS.id());
    for (String id : List.of("doc-2", "Doc-2")) {
      world.limited.assign(World.ACME, World.ALICE, "editor", on(id));
    }
    world.limited.assign(World.ACME, World.WRITERS, "editor", on("doc-10"));
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
  protected SearchCandidateProvider candidates() {
    return new RbacSearchCandidateProvider(world.index, world.users);
  }

  @Override
  protected TenantContext tenant() {
    return World.ACME;
  }

  @Override
  protected String type() {
    return "document";
  }

  @Override
  protected Optional<SubjectRef> subject() {
    return Optional.of(World.ALICE);
  }

  @Override
  protected List<String> known() {
    return List.of("doc-2", "Doc-2", "doc-10");
  }
}
