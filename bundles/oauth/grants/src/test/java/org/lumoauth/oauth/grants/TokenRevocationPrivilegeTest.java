/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grants.GrantBundleFixture.ACME;
import static org.lumoauth.oauth.grants.GrantBundleFixture.ALICE;

import java.util.List;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.grants.rest.AuthorizationGrantsApplication;
import org.lumoauth.oauth.grants.rest.AuthorizationGrantsResource;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** Only role administrators may revoke tokens of a role administrator. */
class TokenRevocationPrivilegeTest {

  private static final String GRANT = "gra_1";
  private static final HttpServletRequest HELPDESK = by("sessions.read", "sessions.write");
  private static final HttpServletRequest ADMIN = by("sessions.write", "roles.write");

  private final FakeAuthorizationService authorization = new FakeAuthorizationService();
  private final FakeUserDirectory users = new FakeUserDirectory();

  TokenRevocationPrivilegeTest() {
    users.with(ACME, TestBuilders.aUser().build());
  }

  private static HttpServletRequest by(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/tokens")
        .withCaller(TestBuilders.aCaller().apiKey().build())
        .withPermissions(permissions)
        .request();
  }

  @DatabaseTest
  void rejectsRevocationOfRoleAdministratorToken(TestDatabase database) {
    var room = withAliceWhoGivesRoles(database);

    assertRefused(room, () -> resource(room).end(HELPDESK, GRANT));
  }

  @DatabaseTest
  void rejectsRevocationOfAllRoleAdministratorTokens(TestDatabase database) {
    var room = withAliceWhoGivesRoles(database);

    assertRefused(room, () -> resource(room).endOfUser(HELPDESK, ALICE.id()));
  }

  @DatabaseTest
  void rejectsRevocationByPost(TestDatabase database) {
    var room = withAliceWhoGivesRoles(database);

    assertRefused(room, () -> resource(room).revokeOfUser(HELPDESK, ALICE.id()));
  }

  @DatabaseTest
  void rejectsRevocationThroughClient(TestDatabase database) {
    var room = withAliceWhoGivesRoles(database);

    assertRefused(room, () -> resource(room).endOfClient(HELPDESK, ClientBuilder.ID));
  }

  @DatabaseTest
  void allowsRoleAdministratorsToRevokeThem(TestDatabase database) {
    var room = withAliceWhoGivesRoles(database);

    resource(room).end(ADMIN, GRANT);

    assertTrue(ended(room));
  }

  @DatabaseTest
  void allowsHelpdeskToRevokeOtherTokens(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, GRANT, ALICE, "openid");

    resource(room).endOfClient(HELPDESK, ClientBuilder.ID);

    assertTrue(ended(room));
  }

  @DatabaseTest
  void findsUserByEmailCaseInsensitively(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, GRANT, ALICE, "openid");

    resource(room).endOfUser(ADMIN, TestBuilders.aUser().build().email().toUpperCase(Locale.ROOT));

    assertTrue(ended(room));
  }

  @DatabaseTest
  void makesNoDecisionsForRoleAdministrator(TestDatabase database) {
    var room = withAliceWhoGivesRoles(database);

    resource(room).endOfClient(ADMIN, ClientBuilder.ID);

    assertTrue(ended(room));
    assertEquals(List.of(), authorization.recordedQuestions());
  }

  @DatabaseTest
  void requiresRoleAdministratorToRevokeTokensOfManyUsers(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, GRANT, ALICE, "openid");
    for (int i = 0; i < 100; i++) {
      room.add(ACME, "gra_many" + i, new SubjectRef(SubjectRef.USER, "usr_" + i), "openid");
    }

    assertRefused(room, () -> resource(room).endOfClient(HELPDESK, ClientBuilder.ID));

    assertEquals(List.of(), authorization.recordedQuestions());
  }

  private GrantBundleFixture withAliceWhoGivesRoles(TestDatabase database) {
    var room = new GrantBundleFixture(database);
    room.add(ACME, GRANT, ALICE, "openid");
    authorization.allow(ACME, ALICE, "roles.write");
    return room;
  }

  private static void assertRefused(GrantBundleFixture room, Executable attempt) {
    assertEquals(403, assertThrows(ApiException.class, attempt).status());
    assertEquals(false, ended(room));
  }

  private static boolean ended(GrantBundleFixture room) {
    return room.store.find(ACME.id(), GRANT).orElseThrow().summary().endedAt().isPresent();
  }

  private AuthorizationGrantsResource resource(GrantBundleFixture room) {
    var administration =
        new GrantAdminService(room.store, room.grants, users, room.clients, room.tokens, room.log);
    return (AuthorizationGrantsResource)
        new AuthorizationGrantsApplication(
                administration,
                new PrivilegeEscalationGuard(authorization, new FakeProviderRegistry()))
            .getSingletons()
            .iterator()
            .next();
  }
}
