/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.approval.ApproverEligibilityLookup;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.LimitedRoleAssignmentService;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.authn.federation.StubFederationConnector;
import org.lumoauth.authn.federation.link.IdentityLink;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.ApproverEligibilityChecker;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class UserIdentitiesResourceTest {

  private final FakeAuthorizationService authorization = new FakeAuthorizationService();
  private final FutureRoleAssignmentQuery toCome = new FutureRoleAssignmentQuery();
  private final FakeProviderRegistry modules = new FakeProviderRegistry();
  private TestDatabase database;
  private FederationBundleFixture room;
  private UserIdentitiesResource resource;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new FederationBundleFixture(database);
    room.google(Map.of());
    room.user("usr_ada", "ada@here.example", true);
    room.user("usr_eve", "eve@here.example", true);
    resource =
        new UserIdentitiesResource(
            room.identities,
            room.providers,
            room.users,
            new PrivilegeEscalationGuard(authorization, new FakeProviderRegistry()),
            new ApproverEligibilityChecker(modules),
            toCome);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void linksIdentityToUser() {
    var made = resource.linked(exchange("users.write"), "usr_ada", google("them"));

    assertEquals("google", made.provider());
    var link = room.identities.of(ACME, "usr_ada").get(0);
    assertEquals("them", link.subject());
    assertEquals(StubFederationConnector.ISSUER, link.issuer());
    assertEquals("identity.linked", room.log.last(ACME.id()).event().action());

    resource.linked(exchange("users.write"), "ada@here.example", google("them"));
    assertEquals(1, room.identities.of(ACME, "usr_ada").size(), "it was linked already");
  }

  @Test
  void rejectsIdentityLinkedToOtherUser() {
    resource.linked(exchange("users.write"), "usr_ada", google("them"));

    var refusal =
        assertThrows(
            ApiException.class,
            () -> resource.linked(exchange("users.write"), "usr_eve", google("them")));
    assertEquals(409, refusal.status());
    assertEquals("identity_conflict", refusal.code());
    assertEquals(AuditOutcome.DENIED, room.log.last(ACME.id()).event().outcome());
    assertEquals(List.of(), room.identities.of(ACME, "usr_eve"));
  }

  @Test
  void preventsLinkingToRoleAdministrator() {
    authorization.allow(ACME, FederationBundleFixture.ref("usr_ada"), "roles.write");

    var refusal =
        assertThrows(
            ApiException.class,
            () -> resource.linked(exchange("users.write"), "usr_ada", google("mine")));
    assertEquals(403, refusal.status());
    assertEquals(List.of(), room.identities.of(ACME, "usr_ada"));
    resource.linked(exchange("users.write", "roles.write"), "usr_ada", google("theirs"));
    assertEquals(
        List.of("theirs"),
        room.identities.of(ACME, "usr_ada").stream().map(IdentityLink::subject).toList());
  }

  @Test
  void preventsLinkingToUserWithMorePermissions() {
    authorization.allow(ACME, FederationBundleFixture.ref("usr_ada"), "settings.write");

    assertEquals(
        403, status(() -> resource.linked(exchange("users.write"), "usr_ada", google("mine"))));
  }

  @Test
  void preventsLinkingToApprover() {
    modules.with(
        ApproverEligibilityLookup.class,
        "approvals",
        (tenant, user) ->
            tenant.equals(ACME) && user.equals(FederationBundleFixture.ref("usr_ada")));

    assertEquals(
        403, status(() -> resource.linked(exchange("users.write"), "usr_ada", google("mine"))));
    resource.linked(exchange("users.write"), "usr_eve", google("hers"));
    resource.linked(exchange("users.write", "jit.approve"), "usr_ada", google("theirs"));
  }

  @Test
  void preventsLinkingWhileApproverLookupIsUnavailable() {
    modules.withUnavailable(ApproverEligibilityLookup.class, "approvals", "agents-approvals");

    assertEquals(
        503, status(() -> resource.linked(exchange("users.write"), "usr_eve", google("mine"))));
  }

  @Test
  void preventsLinkingToUserWithFutureRole() {
    toCome.limited =
        new RoleToCome(FederationBundleFixture.ref("usr_ada"), Instant.now().plusSeconds(3600));

    assertEquals(
        403, status(() -> resource.linked(exchange("users.write"), "usr_ada", google("mine"))));
    assertEquals(
        "them",
        resource
            .linked(exchange("users.write", "roles.write"), "usr_ada", google("them"))
            .subject());
  }

  @Test
  void rejectsInvalidIdentities() {
    for (var body :
        List.<Map<String, Object>>of(
            Map.of("type", "saml", "idp_id", 1, "name_id", "x"),
            Map.of("type", "ldap", "ldap_config_id", 1, "dn", "cn=x"),
            Map.of("type", "social", "provider", "nobody", "subject", "x"),
            Map.of(
                "type", "social", "provider", "google", "subject", "x", "issuer", "https://x"))) {
      var refusal =
          assertThrows(
              ApiException.class,
              () -> resource.linked(exchange("users.write"), "usr_ada", new HashMap<>(body)));
      assertEquals("invalid_identity", refusal.code(), body.toString());
    }
    for (var body :
        List.<Map<String, Object>>of(
            Map.of("type", "other"),
            Map.of("type", "social", "provider", "google"),
            Map.of("type", "social", "provider", "google", "subject", "x".repeat(501)),
            Map.of("type", "social", "provider", "google", "subject", "x", "colour", "red"))) {
      assertEquals(
          422,
          status(() -> resource.linked(exchange("users.write"), "usr_ada", new HashMap<>(body))),
          body.toString());
    }
    assertEquals(404, status(() -> resource.linked(exchange("users.write"), "no", google("x"))));
  }

  /** A role that one subject will have. */
  private record RoleToCome(SubjectRef holder, Instant begins)
      implements LimitedRoleAssignmentService {
    @Override
    public List<LimitedRoleAssignment> listAssignments(TenantContext tenant, SubjectRef subject) {
      RoleAssignmentLimits limits =
          new RoleAssignmentLimits(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(begins),
              Optional.empty());
      RoleRef role = new RoleRef("rol_1", "Editor", "editor");
      return subject.equals(holder)
          ? List.of(new LimitedRoleAssignment("ras_1", holder, role, limits, Instant.EPOCH))
          : List.of();
    }

    @Override
    public LimitedRoleAssignment assign(
        TenantContext tenant, SubjectRef to, String role, RoleAssignmentLimits limits) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LimitedRoleAssignment> revoke(
        TenantContext tenant, SubjectRef subject, String id) {
      throw new UnsupportedOperationException();
    }
  }

  private static Map<String, Object> google(String subject) {
    return new HashMap<>(Map.of("type", "social", "provider", "google", "subject", subject));
  }

  private static HttpExchange exchange(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/users/usr_ada/identities")
        .withCaller(aCaller().apiKey().build())
        .withPermissions(permissions);
  }

  private static int status(Executable work) {
    return assertThrows(ApiException.class, work).status();
  }
}
