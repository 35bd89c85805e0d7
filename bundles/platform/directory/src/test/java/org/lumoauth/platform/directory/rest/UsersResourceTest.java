package org.lumoauth.platform.directory.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.Fixture.ACME;
import static org.lumoauth.platform.directory.Fixture.GLOBEX;
import static org.lumoauth.testkit.builder.Builders.aCaller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.directory.Account;
import org.lumoauth.platform.directory.Fixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.testkit.FakeExchange;

class UsersResourceTest {

  @DatabaseTest
  void answersANewUserWithItsVersionAsTag(TestDatabase database) {
    var rest = new Rest(database);

    var response = rest.users.create(rest.admin(), Map.of("email", "alice@x.example"));

    assertEquals(201, response.getStatus());
    assertEquals("1", response.getEntityTag().getValue());
  }

  @DatabaseTest
  void givesANewUserItsRolesAndGroups(TestDatabase database) {
    var rest = new Rest(database);
    rest.directory.group("Staff");
    var body =
        Map.<String, Object>of(
            "email", "alice@x.example", "roles", List.of("editor"), "groups", List.of("staff"));

    var user = shown(rest.users.create(rest.admin(), body));

    assertEquals("editor", user.roles().get(0).slug());
    assertEquals("staff", user.groups().get(0).slug());
  }

  @DatabaseTest
  void makesNoUserWithARoleThatThereIsNot(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "alice@x.example", "roles", List.of("nobody"));

    assertThrows(Problem.class, () -> rest.users.create(rest.admin(), body));

    assertThrows(Problem.class, () -> rest.users.get(rest.admin(), "alice@x.example"));
  }

  @DatabaseTest
  void saysThatNobodyCameFromAProviderOfIdentities(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");

    JsonNode shown =
        new ObjectMapper().valueToTree(shown(rest.users.get(rest.admin(), alice.id())));

    assertEquals(BooleanNode.FALSE, shown.get("isJitProvisioned"));
    assertEquals(NullNode.instance, shown.get("jitProvisionedBy"));
    assertEquals(NullNode.instance, shown.get("socialProvider"));
  }

  @DatabaseTest
  void refusesMembersThatAreNotForCallersToSet(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "alice@x.example", "isAdmin", true);

    var refusal = assertThrows(Problem.class, () -> rest.users.create(rest.admin(), body));

    assertEquals("isAdmin", refusal.details().get("field"));
  }

  @DatabaseTest
  void refusesRolesFromSomebodyWhoMayOnlyEditUsers(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "alice@x.example", "roles", List.of("editor"));

    var refusal = assertThrows(Problem.class, () -> rest.users.create(rest.clerk(), body));

    assertEquals(403, refusal.status());
  }

  @DatabaseTest
  void refusesAPlaceInAGroupWithRolesFromSomebodyWhoMayOnlyEditUsers(TestDatabase database) {
    var rest = new Rest(database);
    var outer = rest.directory.group("Outer");
    var inner = rest.directory.group("Inner");
    rest.directory.groups.nest(ACME, outer, List.of(inner), Fixture.SOMEBODY);
    rest.directory.roles.assign(ACME, outer.subject(), List.of("editor"));
    var body = Map.<String, Object>of("email", "alice@x.example", "groups", List.of("inner"));

    assertThrows(Problem.class, () -> rest.users.create(rest.clerk(), body));
  }

  @DatabaseTest
  void refusesAnAdministratorsPasswordToSomebodyWhoMayOnlyEditUsers(TestDatabase database) {
    var rest = new Rest(database);
    var root = rest.directory.user("root@x.example");
    rest.directory.authorization.allow(ACME, root.subject(), "roles.write");
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertThrows(Problem.class, () -> rest.users.setPassword(rest.clerk(), root.id(), body));
  }

  @DatabaseTest
  void refusesAPlaceInAGroupWithRolesWithinLimitsFromSomebodyWhoMayOnlyEditUsers(
      TestDatabase database) {
    var rest = new Rest(database);
    var staff = rest.directory.group("Staff");
    rest.directory.holdsWithinLimits(
        staff.subject(),
        new RoleLimits(
            Optional.of("document"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    var body = Map.<String, Object>of("email", "alice@x.example", "groups", List.of("staff"));

    assertThrows(Problem.class, () -> rest.users.create(rest.clerk(), body));
  }

  @DatabaseTest
  void refusesThePasswordOfSomebodyWhoseRoleIsToBegin(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.holdsWithinLimits(
        alice.subject(),
        new RoleLimits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.now().plusSeconds(3600)),
            Optional.empty()));
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertThrows(Problem.class, () -> rest.users.setPassword(rest.clerk(), alice.id(), body));
  }

  @DatabaseTest
  void refusesThePasswordOfSomebodyWhoseGroupsRoleIsToBegin(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    var outer = rest.directory.group("Outer");
    var inner = rest.directory.group("Inner");
    rest.directory.groups.nest(ACME, outer, List.of(inner), Fixture.SOMEBODY);
    rest.directory.memberships.add(ACME, List.of(inner), List.of(alice), Fixture.SOMEBODY);
    rest.directory.holdsWithinLimits(
        outer.subject(),
        new RoleLimits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.now().plusSeconds(3600)),
            Optional.empty()));
    var body = Map.<String, Object>of("password", "correct horse battery");

    var refusal =
        assertThrows(Problem.class, () -> rest.users.setPassword(rest.clerk(), alice.id(), body));

    assertEquals(403, refusal.status());
  }

  @DatabaseTest
  void letsSomebodyWhoMayOnlyEditUsersSetAnOrdinaryPassword(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertFalse(rest.users.setPassword(rest.clerk(), alice.id(), body).message().isEmpty());
  }

  @DatabaseTest
  void leavesWhatAPatchDoesNotName(TestDatabase database) {
    var rest = new Rest(database);
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "name", "Alice"));

    var user = shown(rest.users.patch(rest.admin(), "alice@x.example", Map.of("givenName", "Al")));

    assertEquals("Alice", user.name());
  }

  @DatabaseTest
  void makesTheFullNameOfItsPartsWhereNobodySaysAnother(TestDatabase database) {
    var rest = new Rest(database);
    var parts =
        Map.<String, Object>of(
            "email", "ada@x.example", "givenName", "Ada", "familyName", "Lovelace");

    var user = shown(rest.users.create(rest.admin(), parts));

    assertEquals("Ada Lovelace", user.name());
  }

  @DatabaseTest
  void letsTheFullNameFollowThePartsThatItIsMadeOf(TestDatabase database) {
    var rest = new Rest(database);
    var parts = Map.<String, Object>of("email", "ada@x.example", "givenName", "Ada");
    rest.users.create(rest.admin(), parts);

    var user =
        shown(rest.users.patch(rest.admin(), "ada@x.example", Map.of("familyName", "Lovelace")));

    assertEquals("Ada Lovelace", user.name());
  }

  @DatabaseTest
  void clearsWhatAPatchNamesAsNull(TestDatabase database) {
    var rest = new Rest(database);
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "name", "Alice"));
    var body = new HashMap<String, Object>();
    body.put("name", null);

    assertNull(shown(rest.users.patch(rest.admin(), "alice@x.example", body)).name());
  }

  @DatabaseTest
  void clearsWhatAPutDoesNotName(TestDatabase database) {
    var rest = new Rest(database);
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "name", "Alice"));

    var body = Map.<String, Object>of("email", "alice@x.example");

    assertNull(shown(rest.users.put(rest.admin(), "alice@x.example", body)).name());
  }

  @DatabaseTest
  void keepsAnAddress(TestDatabase database) {
    var rest = new Rest(database);
    var home =
        Map.<String, Object>of(
            "streetAddress", "12 Square\r\nFlat 2", "postalCode", "SW1Y 4JH", "country", "UK");
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "address", home));

    var user = shown(rest.users.patch(rest.admin(), "alice@x.example", Map.of("name", "Alice")));

    assertEquals(
        Map.of("streetAddress", "12 Square\nFlat 2", "postalCode", "SW1Y 4JH", "country", "UK"),
        user.address());
  }

  @DatabaseTest
  void clearsAnAddress(TestDatabase database) {
    var rest = new Rest(database);
    var home = Map.<String, Object>of("locality", "London");
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "address", home));
    var body = new HashMap<String, Object>();
    body.put("address", null);

    assertNull(shown(rest.users.patch(rest.admin(), "alice@x.example", body)).address());
  }

  @DatabaseTest
  void refusesWhatIsNoAddress(TestDatabase database) {
    var rest = new Rest(database);
    for (Object wrong :
        List.of(
            "London",
            Map.of("city", "London"),
            Map.of("locality", 12),
            Map.of("locality", "two\nlines"),
            Map.of("streetAddress", "a\u0000b"),
            Map.of("formatted", "x".repeat(501)))) {
      var body = Map.of("email", "alice@x.example", "address", wrong);

      var refusal = assertThrows(Problem.class, () -> rest.users.create(rest.admin(), body));

      assertEquals(422, refusal.status(), wrong.toString());
    }
  }

  @DatabaseTest
  void keepsNamesInFurtherLanguages(TestDatabase database) {
    var rest = new Rest(database);
    var body =
        Map.<String, Object>of(
            "email",
            "alice@x.example",
            "localized",
            Map.of("JA-kana-jp", Map.of("familyName", "リデル"), "el", Map.of("givenName", "Αλίκη")));
    var id = shown(rest.users.create(rest.admin(), body)).id();

    var user = shown(rest.users.patch(rest.admin(), id, Map.of("name", "Alice")));

    assertEquals(
        Map.of("ja-Kana-JP", Map.of("familyName", "リデル"), "el", Map.of("givenName", "Αλίκη")),
        user.localized());
    var claims = rest.directory.directory.standardClaims(ACME, id);
    assertEquals("リデル", claims.get("family_name#ja-Kana-JP"));
    assertEquals("Αλίκη", claims.get("given_name#el"));
  }

  @DatabaseTest
  void refusesWhatAreNoNamesInFurtherLanguages(TestDatabase database) {
    var rest = new Rest(database);
    var names = Map.of("name", "Alice");
    var tooMany = new HashMap<String, Object>();
    for (char letter = 'a'; letter < 'a' + 21; letter++) {
      tooMany.put("x-" + letter, names);
    }
    for (Object wrong :
        List.of(
            "ja",
            Map.of("ja", "Alice"),
            Map.of("ja", Map.of()),
            Map.of("ja", Map.of("email", "a@x.example")),
            Map.of("ja", Map.of("name", "a\u0000b")),
            Map.of("ja#de", names),
            Map.of("", names),
            Map.of("ja-JP", names, "ja-jp", names),
            tooMany)) {
      var body = Map.of("email", "alice@x.example", "localized", wrong);

      var refusal = assertThrows(Problem.class, () -> rest.users.create(rest.admin(), body));

      assertEquals(422, refusal.status(), wrong.toString());
    }
  }

  @DatabaseTest
  void takesANewAddressForUnproven(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.users.markVerified(rest.admin(), alice.id());

    var body = Map.<String, Object>of("email", "alice@y.example");

    assertFalse(shown(rest.users.patch(rest.admin(), alice.id(), body)).emailVerified());
  }

  @DatabaseTest
  void refusesAPictureThatABrowserWouldRun(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "alice@x.example", "picture", "javascript:alert(1)");

    assertThrows(Problem.class, () -> rest.users.create(rest.admin(), body));
  }

  @DatabaseTest
  void refusesAChangeWithAnOldTag(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.users.markVerified(rest.admin(), alice.id());
    var request =
        FakeExchange.get(ACME, "/admin/users")
            .by(rest.caller())
            .withHeader("If-Match", "\"" + alice.version() + "\"")
            .allowed("roles.write")
            .request();

    var refusal =
        assertThrows(
            Problem.class, () -> rest.users.patch(request, alice.id(), Map.of("name", "A")));

    assertEquals(412, refusal.status());
  }

  @DatabaseTest
  void findsNoUserUnderAnotherTenantsPath(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    var request =
        FakeExchange.get(GLOBEX, "/admin/users").by(rest.caller()).allowed("roles.write").request();

    assertEquals(
        404, assertThrows(Problem.class, () -> rest.users.get(request, alice.id())).status());
  }

  @DatabaseTest
  void namesTheModuleThatWouldSendMail(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");

    var refusal =
        assertThrows(Problem.class, () -> rest.users.resetPassword(rest.admin(), alice.id()));

    assertEquals("authn-registration", refusal.details().get("module"));
  }

  @DatabaseTest
  void saysThatTheResetOfFactorsIsGone(TestDatabase database) {
    var rest = new Rest(database);

    assertEquals(410, assertThrows(Problem.class, () -> rest.users.resetFactors("usr_1")).status());
  }

  @DatabaseTest
  void showsUsersWithoutRolesWhileTheirModuleIsAway(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.withoutRoles();

    assertNull(shown(rest.users.get(rest.admin(), alice.id())).roles());
  }

  @DatabaseTest
  void tellsAUserWhoItIs(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.roles.assign(ACME, alice.subject(), List.of("editor"));
    var me =
        new MeResource(rest.directory.admin, rest.directory.neighbours, rest.directory.factors);
    rest.directory.nameTenant();
    var request =
        FakeExchange.get(ACME, "/admin/users").by(aCaller().as(alice.subject()).build()).request();

    var view = me.me(request);

    assertEquals("alice@x.example", view.email());
    assertEquals(List.of("editor"), view.roles());
    assertEquals("Acme Inc.", view.tenant().name());
  }

  @DatabaseTest
  void saysWhoHasASecondFactorAndNothingWhileNobodyKnows(TestDatabase database) {
    var rest = new Rest(database);
    rest.directory.nameTenant();
    var alice = rest.directory.user("alice@x.example");
    rest.directory.modules.with(
        AuthenticationMethod.class, "password", new Ready(Set.of("pwd"), alice.subject()));
    assertEquals(false, factor(rest, alice));

    rest.directory.modules.with(
        AuthenticationMethod.class, "totp", new Ready(Set.of("otp"), alice.subject()));
    assertEquals(true, factor(rest, alice));
    assertEquals(false, factor(rest, rest.directory.user("bob@x.example")));

    rest.directory.modules.without(AuthenticationMethod.class, "totp");
    rest.directory.modules.lacking(AuthenticationMethod.class, "totp", "authn-totp");
    assertNull(factor(rest, alice));
  }

  private static Boolean factor(Rest rest, Account user) {
    var me =
        new MeResource(rest.directory.admin, rest.directory.neighbours, rest.directory.factors);
    var request = FakeExchange.get(ACME, "/me").by(aCaller().as(user.subject()).build()).request();
    assertEquals(
        me.me(request).mfaEnabled(), shown(rest.users.get(rest.admin(), user.id())).mfaEnabled());
    return me.me(request).mfaEnabled();
  }

  /** A method that one user is ready for. */
  private record Ready(Set<String> amr, SubjectRef user) implements AuthenticationMethod {
    @Override
    public boolean available(TenantContext tenant, Optional<SubjectRef> subject) {
      return subject.filter(user::equals).isPresent();
    }

    @Override
    public Step begin(TenantContext tenant, Attempt attempt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Step proceed(TenantContext tenant, Attempt attempt, Map<String, String> input) {
      throw new UnsupportedOperationException();
    }
  }

  @DatabaseTest
  void tellsAnAgentItsCapabilities(TestDatabase database) {
    var rest = new Rest(database);
    var agent =
        rest.directory
            .agents
            .register(
                ACME, new NewAgent("Bot", Optional.empty(), Set.of("b.read", "a.read"), List.of()))
            .agent();
    rest.directory.nameTenant();
    var subject = new SubjectRef(SubjectRef.AGENT, agent.id());
    var me =
        new MeResource(rest.directory.admin, rest.directory.neighbours, rest.directory.factors);

    var view =
        me.me(FakeExchange.get(ACME, "/admin/users").by(aCaller().as(subject).build()).request());

    assertEquals(List.of("a.read", "b.read"), view.capabilities());
  }

  @DatabaseTest
  void recordsWhoAsked(TestDatabase database) {
    var rest = new Rest(database);
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example"));

    var event = rest.directory.audit.last(ACME.id()).event();

    assertEquals(rest.caller().subject(), event.actor());
    assertTrue(event.request().isPresent());
  }

  private static UserView shown(Response response) {
    return (UserView) ((DataBody<?>) response.getEntity()).data();
  }

  /** The resource with the directory behind it. */
  private static final class Rest {
    final Fixture directory;
    final UsersResource users;

    Rest(TestDatabase database) {
      this.directory = new Fixture(database);
      var neighbours = directory.neighbours;
      var rank = new Rank(neighbours, directory.groups, directory.memberships);
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
