/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.DENY;
import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.NOT_APPLICABLE;
import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.PERMIT;
import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.ALICE;
import static org.lumoauth.authz.abac.AbacModuleFixture.SOMEBODY;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** User attributes that policies derive from second factors and the profile. */
class UserAttributeResolutionTest {

  @DatabaseTest
  void knowsASecondFactorFromTheFirst(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", all(is("user.mfaEnabled", "equals", true)));
      world.registry.with(AuthenticationMethod.class, "password", new Ready(Set.of("pwd"), ALICE));
      assertEquals(NOT_APPLICABLE, world.reading());

      world.registry.with(AuthenticationMethod.class, "totp", new Ready(Set.of("otp"), ALICE));
      assertEquals(PERMIT, world.reading());
    }
  }

  @DatabaseTest
  void takesALinkInAMailForNoSecondFactor(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", all(is("user.mfaEnabled", "equals", true)));
      world.registry.with(AuthenticationMethod.class, "link", new Ready(Set.of("email"), ALICE));

      assertEquals(NOT_APPLICABLE, world.reading());
    }
  }

  @DatabaseTest
  void seesAtOnceThatTheSecondFactorIsGone(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", null);
      world.policy("deny", all(is("user.mfaEnabled", "equals", false)));
      world.registry.with(AuthenticationMethod.class, "totp", new Ready(Set.of("otp"), ALICE));
      assertEquals(PERMIT, world.reading());

      var another = new SubjectRef(SubjectRef.USER, "usr_bob");
      world.registry.with(AuthenticationMethod.class, "totp", new Ready(Set.of("otp"), another));
      assertEquals(DENY, world.reading());
    }
  }

  @DatabaseTest
  void guessesNothingWhileAMethodIsAway(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", all(is("user.mfaEnabled", "equals", false)));
      world.registry.withUnavailable(AuthenticationMethod.class, "totp", "authn-totp");

      assertEquals("module_unavailable", assertThrows(ApiException.class, world::reading).code());
    }
  }

  @DatabaseTest
  void guessesNothingWhereAMethodCouldNotBeAsked(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", all(is("user.mfaEnabled", "equals", false)));
      var method = new Ready(Set.of("otp"), ALICE);
      world.registry.withFirstCallFailing(AuthenticationMethod.class, "totp", method);

      assertThrows(ApiException.class, world::reading);
    }
  }

  @DatabaseTest
  void guessesNothingWhereASourceOfPermissionsCouldNotBeAsked(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", all(is("user.permissions", "contains", "documents.read")));
      world.registry.withFirstCallFailing(
          SubjectPermissionProvider.class,
          "rbac",
          (tenant, subject) ->
              List.of(new EffectivePermission("documents.read", Optional.empty(), "role")));

      assertThrows(ApiException.class, world::reading);
      assertEquals(PERMIT, world.reading());
    }
  }

  @DatabaseTest
  void readsTraitsFromTheProfile(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.policy("allow", all(is("user.trait_birthdate", "lt", "2000-01-01")));
      assertEquals(NOT_APPLICABLE, world.reading());

      world.users.withLocalizedNames(ACME, ALICE.id(), Map.of("birthdate", "1990-05-01"));
      world.events.publish(new DomainEvent("subject.changed", ACME.id(), ALICE.id()));
      assertEquals(PERMIT, world.reading());
    }
  }

  @DatabaseTest
  void readsTraitsFromTheTenantsOwnAttributesBeforeTheProfile(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.define("user", "birthdate", "date");
      world.users.withLocalizedNames(ACME, ALICE.id(), Map.of("birthdate", "2020-01-01"));
      world.values.putOfUser(ACME, ALICE.id(), "birthdate", "1990-05-01", SOMEBODY);
      world.policy("allow", all(is("user.trait_birthdate", "lt", "2000-01-01")));

      assertEquals(PERMIT, world.reading());
    }
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
