package org.lumoauth.platform.directory.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.Fixture.ACME;
import static org.lumoauth.testkit.builder.Builders.aCaller;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.directory.Fixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeExchange;

/** What somebody who may only edit groups cannot do to one that gives power. */
class GroupsRankTest {

  @DatabaseTest
  void refusesAnotherSlugOfAGroupWithRoles(TestDatabase database) {
    var directory = new Fixture(database);
    var treasurers = directory.group("Treasurers");
    directory.roles.assign(ACME, treasurers.subject(), List.of("editor"));
    var groups = groups(directory);

    var refusal =
        assertThrows(
            Problem.class, () -> groups.patch(by(), treasurers.id(), Map.of("slug", "former")));

    assertEquals(403, refusal.status());
    assertEquals("treasurers", directory.groups.get(ACME, treasurers.id()).slug());
    groups.patch(by(), treasurers.id(), Map.of("slug", "treasurers", "name", "The treasurers"));
    groups.patch(by("roles.write"), treasurers.id(), Map.of("slug", "former"));
    assertEquals("former", directory.groups.get(ACME, treasurers.id()).slug());
  }

  private static GroupsResource groups(Fixture directory) {
    var near = directory.neighbours;
    return new GroupsResource(
        directory.groups,
        near,
        directory.heldRoles,
        new GroupViews(directory.groups, directory.memberships, near),
        new Rank(near, directory.groups, directory.memberships));
  }

  private static HttpServletRequest by(String... permissions) {
    return FakeExchange.get(ACME, "/admin/groups")
        .by(aCaller().apiKey().build())
        .allowed(permissions)
        .request();
  }
}
