/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class PrivilegeEscalationGuardTest {

  private static final TenantContext ACME = TestBuilders.aTenant().build();
  private static final SubjectRef AGENT = TestBuilders.anAgentRef();

  private final FakeAuthorizationService authorization = new FakeAuthorizationService();
  private final FakeProviderRegistry modules = new FakeProviderRegistry();
  private final PrivilegeEscalationGuard guard =
      new PrivilegeEscalationGuard(authorization, modules);

  @Test
  void refusesACallerWithoutATenantPermissionOfTheSubject() {
    grant(SubjectGrants.listed(Set.of("payments.make"), "agents.read"));

    ApiException refusal = refused(by("agents.read", "agents.write"));

    assertEquals(403, refusal.status());
    assertTrue(refusal.getMessage().contains("payments.make"), refusal.getMessage());
  }

  @Test
  void acceptsACallerWithEveryPermissionOfTheSubject() {
    grant(SubjectGrants.listed(Set.of("payments.make", "admin:users"), "agents.read"));

    guard.requirePrivilegesOver(by("payments.make", "users.read", "users.write"), AGENT);
  }

  @Test
  void acceptsCallerWithRolesWrite() {
    grant(new SubjectGrants(Set.of("payments.make"), true, "agents.read"));

    guard.requirePrivilegesOver(by("roles.write"), AGENT);
  }

  @Test
  void requiresRolesWriteIfGrantsCannotBeListed() {
    grant(new SubjectGrants(Set.of(), true, "relations.read"));

    assertTrue(refused(by("relations.read", "agents.write")).getMessage().contains("roles.write"));
  }

  @Test
  void doesNotRevealUnreadablePermissions() {
    grant(SubjectGrants.listed(Set.of("payments.make"), "agents.read"));

    ApiException refusal = refused(by("agents.write"));

    assertFalse(refusal.getMessage().contains("payments.make"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("roles.write"), refusal.getMessage());
  }

  @Test
  void rejectsCallerWithoutPermissionFoundOnlyByDecision() {
    authorization.allow(ACME, AGENT, "settings.write");

    assertEquals(403, refused(by("agents.read", "agents.write")).status());
    guard.requirePrivilegesOver(by("settings.write"), AGENT);
  }

  @Test
  void failsIfGrantProviderIsUnavailable() {
    modules.withUnavailable(SubjectGrantProvider.class, "rbac", "authz-rbac");

    assertEquals(503, refused(by("agents.write")).status());
  }

  @Test
  void requiresRolesWriteForTooManySubjects() {
    List<SubjectRef> many =
        IntStream.range(0, 101).mapToObj(i -> new SubjectRef(SubjectRef.USER, "usr_" + i)).toList();

    assertThrows(ApiException.class, () -> guard.requirePrivilegesOver(by("users.write"), many));
    assertEquals(List.of(), authorization.recordedQuestions());
  }

  @Test
  void requiresPermissionsGrantedByScopes() {
    assertThrows(
        ApiException.class,
        () -> guard.requireScopes(by("agents.write"), List.of("payments.make")));
    guard.requireScopes(by("payments.make"), List.of("payments.make"));
    guard.requireScopes(by("roles.write"), List.of("payments.make", "admin"));
  }

  private void grant(SubjectGrants grants) {
    modules.with(SubjectGrantProvider.class, "fake", (tenant, subject) -> grants);
  }

  private ApiException refused(HttpExchange caller) {
    return assertThrows(ApiException.class, () -> guard.requirePrivilegesOver(caller, AGENT));
  }

  private static HttpExchange by(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin")
        .withCaller(TestBuilders.aCaller().apiKey().build())
        .withPermissions(permissions);
  }
}
