/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class UsersResourceTest extends UsersResourceTestBase {
  @DatabaseTest
  void returnsVersionOfNewUserAsEntityTag(TestDatabase database) {
    var rest = new Rest(database);

    var response = rest.users.create(rest.admin(), Map.of("email", "alice@x.example"));

    assertEquals(201, response.getStatus());
    assertEquals("1", response.getEntityTag().getValue());
  }

  @DatabaseTest
  void assignsRolesAndGroupsToNewUser(TestDatabase database) {
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
  void createsNoUserWithUnknownRole(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "alice@x.example", "roles", List.of("nobody"));

    assertThrows(ApiException.class, () -> rest.users.create(rest.admin(), body));

    assertThrows(ApiException.class, () -> rest.users.get(rest.admin(), "alice@x.example"));
  }

  @DatabaseTest
  void returnsNullProvisioningMembers(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");

    JsonNode shown =
        new ObjectMapper().valueToTree(shown(rest.users.get(rest.admin(), alice.id())));

    assertEquals(BooleanNode.FALSE, shown.get("isJitProvisioned"));
    assertEquals(NullNode.instance, shown.get("jitProvisionedBy"));
    assertEquals(NullNode.instance, shown.get("socialProvider"));
  }

  @DatabaseTest
  void rejectsReadOnlyMembers(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "alice@x.example", "isAdmin", true);

    var refusal = assertThrows(ApiException.class, () -> rest.users.create(rest.admin(), body));

    assertEquals("isAdmin", refusal.details().get("field"));
  }

  @DatabaseTest
  void preservesMembersMissingFromPatch(TestDatabase database) {
    var rest = new Rest(database);
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "name", "Alice"));

    var user = shown(rest.users.patch(rest.admin(), "alice@x.example", Map.of("givenName", "Al")));

    assertEquals("Alice", user.name());
  }

  @DatabaseTest
  void clearsMembersPatchedWithNull(TestDatabase database) {
    var rest = new Rest(database);
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "name", "Alice"));
    var body = new HashMap<String, Object>();
    body.put("name", null);

    assertNull(shown(rest.users.patch(rest.admin(), "alice@x.example", body)).name());
  }

  @DatabaseTest
  void clearsMembersMissingFromPut(TestDatabase database) {
    var rest = new Rest(database);
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "name", "Alice"));

    var body = Map.<String, Object>of("email", "alice@x.example");

    assertNull(shown(rest.users.put(rest.admin(), "alice@x.example", body)).name());
  }

  @DatabaseTest
  void rejectsStaleEntityTag(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.users.markVerified(rest.admin(), alice.id());
    var request =
        FakeHttpExchange.get(ACME, "/admin/users")
            .withCaller(rest.caller())
            .withHeader("If-Match", "\"" + alice.version() + "\"")
            .withPermissions("roles.write")
            .request();

    var refusal =
        assertThrows(
            ApiException.class, () -> rest.users.patch(request, alice.id(), Map.of("name", "A")));

    assertEquals(412, refusal.status());
  }

  @DatabaseTest
  void returnsNotFoundUnderAnotherTenant(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    var request =
        FakeHttpExchange.get(GLOBEX, "/admin/users")
            .withCaller(rest.caller())
            .withPermissions("roles.write")
            .request();

    assertEquals(
        404, assertThrows(ApiException.class, () -> rest.users.get(request, alice.id())).status());
  }

  @DatabaseTest
  void reportsModuleRequiredForPasswordReset(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");

    var refusal =
        assertThrows(ApiException.class, () -> rest.users.resetPassword(rest.admin(), alice.id()));

    assertEquals("authn-registration", refusal.details().get("module"));
  }

  @DatabaseTest
  void returnsGoneForFactorReset(TestDatabase database) {
    var rest = new Rest(database);

    assertEquals(
        410, assertThrows(ApiException.class, () -> rest.users.resetFactors("usr_1")).status());
  }

  @DatabaseTest
  void omitsRolesIfRoleModuleIsUnavailable(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.withoutRoles();

    assertNull(shown(rest.users.get(rest.admin(), alice.id())).roles());
  }

  @DatabaseTest
  void describesCurrentUser(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.roles.assign(ACME, alice.subject(), List.of("editor"));
    var me =
        new CurrentSubjectResource(
            rest.directory.admin, rest.directory.neighbours, rest.directory.factors);
    rest.directory.nameTenant();
    var request =
        FakeHttpExchange.get(ACME, "/admin/users")
            .withCaller(aCaller().as(alice.subject()).withScope("email", "roles").build())
            .request();

    var view = me.me(request);

    assertEquals("alice@x.example", view.email());
    assertEquals(List.of("editor"), view.roles());
    assertEquals("Acme Inc.", view.tenant().name());
  }

  @DatabaseTest
  void limitsCurrentUserToTokenScopes(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.roles.assign(ACME, alice.subject(), List.of("editor"));
    rest.directory.modules.with(
        AuthenticationMethod.class, "totp", new Ready(Set.of("otp"), alice.subject()));
    rest.directory.nameTenant();
    var me =
        new CurrentSubjectResource(
            rest.directory.admin, rest.directory.neighbours, rest.directory.factors);
    var caller = aCaller().as(alice.subject()).withScope("openid");

    var view = me.me(FakeHttpExchange.get(ACME, "/me").withCaller(caller.build()).request());

    assertEquals(alice.id(), view.id());
    assertNull(view.email());
    assertNull(view.name());
    assertNull(view.mfaEnabled());
    assertNull(view.roles());
    var own = caller.by(CredentialKind.SESSION).build();
    assertEquals(
        "alice@x.example",
        me.me(FakeHttpExchange.get(ACME, "/me").withCaller(own).request()).email());
  }

  @DatabaseTest
  void returnsSecondFactorStatusIfKnown(TestDatabase database) {
    var rest = new Rest(database);
    rest.directory.nameTenant();
    var alice = rest.directory.user("alice@x.example");
    rest.directory.modules.with(
        AuthenticationMethod.class, "password", new Ready(Set.of("pwd"), alice.subject()));
    rest.directory.modules.with(
        AuthenticationMethod.class, "link", new Ready(Set.of("email"), alice.subject()));
    assertEquals(false, factor(rest, alice));

    rest.directory.modules.with(
        AuthenticationMethod.class, "totp", new Ready(Set.of("otp"), alice.subject()));
    assertEquals(true, factor(rest, alice));
    assertEquals(false, factor(rest, rest.directory.user("bob@x.example")));

    rest.directory.modules.without(AuthenticationMethod.class, "totp");
    rest.directory.modules.withUnavailable(AuthenticationMethod.class, "totp", "authn-totp");
    assertNull(factor(rest, alice));
  }

  @DatabaseTest
  void returnsCapabilitiesOfCurrentAgent(TestDatabase database) {
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
        new CurrentSubjectResource(
            rest.directory.admin, rest.directory.neighbours, rest.directory.factors);

    var view =
        me.me(
            FakeHttpExchange.get(ACME, "/admin/users")
                .withCaller(aCaller().as(subject).build())
                .request());

    assertEquals(List.of("a.read", "b.read"), view.capabilities());
  }

  @DatabaseTest
  void auditsActorAndRequest(TestDatabase database) {
    var rest = new Rest(database);
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example"));

    var event = rest.directory.audit.last(ACME.id()).event();

    assertEquals(rest.caller().subject(), event.actor());
    assertTrue(event.request().isPresent());
  }

  private static Boolean factor(Rest rest, UserAccount user) {
    var me =
        new CurrentSubjectResource(
            rest.directory.admin, rest.directory.neighbours, rest.directory.factors);
    var request =
        FakeHttpExchange.get(ACME, "/me")
            .withCaller(aCaller().as(user.subject()).withScope("profile").build())
            .request();
    assertEquals(
        me.me(request).mfaEnabled(), shown(rest.users.get(rest.admin(), user.id())).mfaEnabled());
    return me.me(request).mfaEnabled();
  }

  /** A method that one user is ready for. */
  private record Ready(Set<String> amr, SubjectRef user) implements AuthenticationMethod {
    @Override
    public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject) {
      return subject.filter(user::equals).isPresent();
    }

    @Override
    public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AuthenticationStep proceed(
        TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
      throw new UnsupportedOperationException();
    }
  }
}
