/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.approval.ApproverGroupCheck;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.rest.group.GroupViewAssembler;
import org.lumoauth.platform.directory.rest.group.GroupsResource;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Group editors cannot change groups that grant permissions beyond their own. */
class GroupPrivilegeTest {

  @DatabaseTest
  void requiresRolesWriteToChangeSlugOfGroupWithRoles(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var treasurers = directory.group("Treasurers");
    directory.roles.assign(ACME, treasurers.subject(), List.of("editor"));
    var groups = groups(directory);

    var refusal =
        assertThrows(
            ApiException.class,
            () -> groups.patch(by(), treasurers.id(), Map.of("slug", "former")));

    assertEquals(403, refusal.status());
    assertEquals("treasurers", directory.groups.get(ACME, treasurers.id()).slug());
    groups.patch(by(), treasurers.id(), Map.of("slug", "treasurers", "name", "The treasurers"));
    groups.patch(by("roles.write"), treasurers.id(), Map.of("slug", "former"));
    assertEquals("former", directory.groups.get(ACME, treasurers.id()).slug());
  }

  @DatabaseTest
  void requiresApprovePermissionToJoinApproverGroup(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var treasury = directory.group("Treasury");
    var clerks = directory.group("Clerks");
    directory.groups.nest(ACME, treasury, List.of(clerks), DirectoryFixture.SOMEBODY);
    directory.approvers((tenant, names) -> names.contains(treasury.id()));
    var rank =
        new DirectoryPrivilegeGuard(
            directory.neighbours,
            directory.groups,
            directory.memberships,
            directory.approving,
            directory.people,
            new PrivilegeEscalationGuard(
                directory.neighbours.authorization(), new FakeProviderRegistry()));

    for (var group : List.of(treasury, clerks)) { // whoever is in one inside is in it too
      var refusal =
          assertThrows(
              ApiException.class,
              () -> rank.requireGroupAccess(exchange("groups.write"), List.of(group)));
      assertEquals(403, refusal.status());
      rank.requireGroupAccess(exchange("groups.write", "jit.approve"), List.of(group));
    }
    rank.requireGroupAccess(exchange("groups.write"), List.of(directory.group("Others")));
  }

  /** What somebody is put into meanwhile would count when the module is back. */
  @DatabaseTest
  void failsIfApproverGroupLookupIsUnavailable(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.modules.withUnavailable(ApproverGroupCheck.class, "approvals", "agents-approvals");
    var rank =
        new DirectoryPrivilegeGuard(
            directory.neighbours,
            directory.groups,
            directory.memberships,
            directory.approving,
            directory.people,
            new PrivilegeEscalationGuard(
                directory.neighbours.authorization(), new FakeProviderRegistry()));
    var clerks = List.of(directory.group("Clerks"));

    var refusal =
        assertThrows(
            ApiException.class, () -> rank.requireGroupAccess(exchange("groups.write"), clerks));

    assertEquals("module_unavailable", refusal.code());
  }

  @DatabaseTest
  void requiresApprovePermissionForApproverGroupSlug(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var mine = directory.group("Mine");
    directory.approvers((tenant, names) -> names.contains("treasury"));
    var groups = groups(directory);
    var slug = Map.<String, Object>of("slug", "treasury");

    assertEquals(
        403, assertThrows(ApiException.class, () -> groups.patch(by(), mine.id(), slug)).status());
    groups.patch(by("jit.approve"), mine.id(), slug);
    assertEquals("treasury", directory.groups.get(ACME, mine.id()).slug());
  }

  /** Another gives the group power by its slug after this one's right was looked at. */
  @DatabaseTest
  void rejectsConcurrentSlugChange(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var mine = directory.group("Mine");
    var groups = groups(directory);
    directory.approvers(
        (tenant, names) -> {
          if (names.contains("yours")) {
            directory.groups.change(
                ACME,
                mine.id(),
                OptionalLong.empty(),
                old -> called("treasury", old),
                DirectoryFixture.SOMEBODY);
          }
          return false;
        });

    var refusal =
        assertThrows(
            ApiException.class, () -> groups.patch(by(), mine.id(), Map.of("slug", "yours")));

    assertEquals("conflict", refusal.code());
    assertEquals("treasury", directory.groups.get(ACME, mine.id()).slug());
  }

  private static UserGroup called(String slug, UserGroup old) {
    return new UserGroup(
        old.id(),
        slug,
        old.name(),
        old.description(),
        old.createdAt(),
        old.updatedAt(),
        old.version());
  }

  private static FakeHttpExchange exchange(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/groups")
        .withCaller(aCaller().apiKey().build())
        .withPermissions(permissions);
  }

  private static GroupsResource groups(DirectoryFixture directory) {
    var near = directory.neighbours;
    return new GroupsResource(
        directory.groups,
        near,
        directory.heldRoles,
        new GroupViewAssembler(directory.groups, directory.memberships, near),
        new DirectoryPrivilegeGuard(
            near,
            directory.groups,
            directory.memberships,
            directory.approving,
            directory.people,
            new PrivilegeEscalationGuard(
                directory.neighbours.authorization(), new FakeProviderRegistry())));
  }

  private static HttpServletRequest by(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/groups")
        .withCaller(aCaller().apiKey().build())
        .withPermissions(permissions)
        .request();
  }
}
