/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.rest.DirectoryPrivilegeGuard;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** The administration of users between fakes. */
abstract class UsersResourceTestBase {
  static UserView shown(Response response) {
    return (UserView) ((DataResponseBody<?>) response.getEntity()).data();
  }

  /** The resource with the directory behind it. */
  static final class Rest {
    final DirectoryFixture directory;
    final UsersResource users;
    final UserGroupsResource groupsOfUsers;

    Rest(TestDatabase database) {
      this.directory = new DirectoryFixture(database);
      var neighbours = directory.neighbours;
      var rank =
          new DirectoryPrivilegeGuard(
              neighbours,
              directory.groups,
              directory.memberships,
              directory.approving,
              directory.people,
              new PrivilegeEscalationGuard(
                  directory.neighbours.authorization(), new FakeProviderRegistry()));
      var views = new UserViewAssembler(directory.memberships, neighbours, directory.factors);
      var belonging =
          new UserRoleAndGroupAssignmentHandler(
              directory.memberships, directory.groups, neighbours, directory.heldRoles, rank);
      this.users = new UsersResource(directory.admin, views, belonging, rank);
      this.groupsOfUsers =
          new UserGroupsResource(directory.admin, directory.memberships, views, belonging, rank);
    }

    Caller caller() {
      return aCaller().apiKey().build();
    }

    /** Somebody who may give roles. */
    HttpServletRequest admin() {
      return by("roles.write");
    }

    /** Somebody who has these permissions. */
    HttpServletRequest by(String... permissions) {
      return FakeHttpExchange.get(ACME, "/admin/users")
          .withCaller(caller())
          .withPermissions(permissions)
          .request();
    }

    /** Somebody who may edit users, and no more. */
    HttpServletRequest clerk() {
      return by();
    }
  }
}
