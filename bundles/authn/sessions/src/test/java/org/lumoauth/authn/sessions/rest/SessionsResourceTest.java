/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ACME;
import static org.lumoauth.authn.sessions.SessionServiceFixture.GLOBEX;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.sessions.SessionServiceFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.PageQueryParameters;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class SessionsResourceTest {
  private final FakeUserDirectory users = new FakeUserDirectory();
  private final FakeAuthorizationService authorization = new FakeAuthorizationService();

  SessionsResourceTest() {
    users.with(ACME, aUser().build());
  }

  @DatabaseTest
  void showsWhoIsSignedIn(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var session = fixture.signIn(ACME, aUserRef()).session();

    var list = resource(fixture).list(caller(ACME), new PageQueryParameters(), null);

    var shown = list.data().get(0);
    assertEquals(session.id(), shown.id());
    assertEquals("ada@example.com", shown.userEmail());
    assertEquals(true, shown.isActive());
    assertEquals("sessions", list.resourceType());
  }

  @DatabaseTest
  void showsTheSessionsOfOneUserByAddress(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    fixture.signIn(ACME, aUserRef());
    fixture.signIn(ACME, SessionServiceFixture.BOB);

    assertEquals(1, ofAda(fixture).size());
  }

  @DatabaseTest
  void findsWhoseAddressIsWrittenAsTheSignInTakesIt(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var id = fixture.signIn(ACME, aUserRef()).session().id();

    var found =
        resource(fixture).list(caller(ACME), new PageQueryParameters(), "ADA@example.com").data();

    assertEquals(List.of(id), found.stream().map(SessionView::id).toList());
  }

  @DatabaseTest
  void showsNothingOfAUserThatThereIsNot(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    fixture.signIn(ACME, aUserRef());

    assertEquals(
        List.of(),
        resource(fixture).list(caller(ACME), new PageQueryParameters(), "x@y.example").data());
  }

  @DatabaseTest
  void countsSessions(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var ended = fixture.signIn(ACME, aUserRef()).session().id();
    fixture.signIn(ACME, aUserRef());
    resource(fixture).end(caller(ACME), ended);

    assertEquals(
        new SessionsResource.SessionStatsView(2, 1, 1),
        resource(fixture).stats(caller(ACME)).data());
    assertEquals(1, resource(fixture).count(caller(ACME)).data().count());
  }

  @DatabaseTest
  void endsASessionOnce(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var id = fixture.signIn(ACME, aUserRef()).session().id();
    resource(fixture).end(caller(ACME), id);

    assertEquals(
        404,
        assertThrows(ApiException.class, () -> resource(fixture).end(caller(ACME), id)).status());
  }

  @DatabaseTest
  void doesNotReachASessionOfAnotherTenant(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var id = fixture.signIn(ACME, aUserRef()).session().id();

    assertEquals(
        404,
        assertThrows(ApiException.class, () -> resource(fixture).end(caller(GLOBEX), id)).status());
  }

  @DatabaseTest
  void letsNobodySignOutWhoGivesRolesButTheirLike(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var id = fixture.signIn(ACME, aUserRef()).session().id();
    authorization.allow(ACME, aUserRef(), "roles.write");

    assertEquals(
        403,
        assertThrows(ApiException.class, () -> resource(fixture).end(caller(ACME), id)).status());
  }

  @DatabaseTest
  void endsAllOfAUser(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    fixture.signIn(ACME, aUserRef());
    fixture.signIn(ACME, aUserRef());

    var answer = ofUsers(fixture).endAll(caller(ACME), "ADA@example.com");

    assertEquals("Sessions ended: 2.", answer.message());
  }

  @DatabaseTest
  void knowsNoSessionsOfAUserThatThereIsNot(TestDatabase database) {
    var resource = ofUsers(new SessionServiceFixture(database));

    assertEquals(
        404,
        assertThrows(ApiException.class, () -> resource.endAll(caller(ACME), "usr_nobody"))
            .status());
  }

  @DatabaseTest
  void endsEverythingOnlyIfThatIsMeant(TestDatabase database) {
    var resource = resource(new SessionServiceFixture(database));
    var request = caller(ACME, "roles.write");

    assertEquals(
        400,
        assertThrows(ApiException.class, () -> resource.endAll(request, Map.of("confirm", false)))
            .status());
  }

  @DatabaseTest
  void endsEverything(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    fixture.signIn(ACME, aUserRef());
    fixture.signIn(GLOBEX, aUserRef());
    var request = caller(ACME, "roles.write");

    var answer = resource(fixture).endAll(request, Map.of("confirm", true));

    assertEquals("Sessions ended: 1.", answer.message());
  }

  private List<SessionView> ofAda(SessionServiceFixture fixture) {
    return resource(fixture)
        .list(caller(ACME), new PageQueryParameters(), "ada@example.com")
        .data();
  }

  private SessionsResource resource(SessionServiceFixture fixture) {
    return new SessionsResource(
        fixture.sessions,
        users,
        new SessionViewAssembler(fixture.sessions, users),
        new PrivilegeEscalationGuard(authorization, new FakeProviderRegistry()));
  }

  private UserSessionsResource ofUsers(SessionServiceFixture fixture) {
    return new UserSessionsResource(
        fixture.sessions,
        users,
        new SessionViewAssembler(fixture.sessions, users),
        new PrivilegeEscalationGuard(authorization, new FakeProviderRegistry()));
  }

  private static HttpServletRequest caller(TenantContext tenant, String... permissions) {
    return new AuthorizedTestRequest(tenant, aCaller().apiKey().build())
        .allowed(permissions)
        .build();
  }
}
