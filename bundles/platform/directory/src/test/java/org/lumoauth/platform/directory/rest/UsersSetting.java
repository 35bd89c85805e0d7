package org.lumoauth.platform.directory.rest;

import static org.lumoauth.platform.directory.Fixture.ACME;
import static org.lumoauth.testkit.builder.Builders.aCaller;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.platform.directory.Fixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.testkit.FakeExchange;

/** The administration of users between fakes. */
abstract class UsersSetting {
  static UserView shown(Response response) {
    return (UserView) ((DataBody<?>) response.getEntity()).data();
  }

  /** The resource with the directory behind it. */
  static final class Rest {
    final Fixture directory;
    final UsersResource users;

    Rest(TestDatabase database) {
      this.directory = new Fixture(database);
      var neighbours = directory.neighbours;
      var rank = new Rank(neighbours, directory.groups, directory.memberships, directory.approving);
      this.users =
          new UsersResource(
              directory.admin,
              new UserViews(directory.memberships, neighbours, directory.factors),
              new Belonging(
                  directory.memberships, directory.groups, neighbours, directory.heldRoles, rank),
              rank);
    }

    Caller caller() {
      return aCaller().apiKey().build();
    }

    /** Somebody who may give roles. */
    HttpServletRequest admin() {
      return FakeExchange.get(ACME, "/admin/users").by(caller()).allowed("roles.write").request();
    }

    /** Somebody who may edit users, and no more. */
    HttpServletRequest clerk() {
      return FakeExchange.get(ACME, "/admin/users").by(caller()).request();
    }
  }
}
