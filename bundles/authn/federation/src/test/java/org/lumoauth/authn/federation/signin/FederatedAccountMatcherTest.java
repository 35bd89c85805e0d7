/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.authn.federation.StubFederationConnector.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Who of a provider is whom here. */
class FederatedAccountMatcherTest {

  private TestDatabase database;
  private FederationBundleFixture room;
  private FederatedSignInFixture way;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new FederationBundleFixture(database);
    way = new FederatedSignInFixture(room);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void matchesLinkedUserDespiteChangedEmail() {
    room.google(Map.of());
    link("usr_ada");
    room.connector.next = identity("them", "new@idp.example", false, Map.of());

    assertEquals(
        new AuthenticationStep.SuccessStep(FederationBundleFixture.ref("usr_ada")), way.signIn());
  }

  @Test
  void createsNoUserUnlessConfigured() {
    room.google(Map.of());

    assertEquals(new AuthenticationStep.FailureStep("no-account"), way.signIn());
    assertEquals(Optional.empty(), room.users.find(ACME, "ada@idp.example"));
  }

  @Test
  void createsUserWithDefaultRolesAndNames() {
    room.google(
        Map.of(
            "jitProvisioningEnabled", true,
            "defaultRoles", List.of("guest"),
            "claimMapping", Map.of("familyName", "surname")));
    room.connector.next =
        identity(
            "them",
            "ada@idp.example",
            true,
            Map.of("name", "Ada L", "given_name", "Ada", "surname", "L", "roles", "admin"));

    var user = assertInstanceOf(AuthenticationStep.SuccessStep.class, way.signIn()).subject();
    assertEquals(user.id(), room.users.find(ACME, "ada@idp.example").orElseThrow().id());
    assertEquals(
        List.of("guest"),
        room.roleAssignments.rolesOf(ACME, user).stream().map(role -> role.slug()).toList());
    assertEquals(Optional.of("L"), room.profiles.namesOf(ACME, user.id()).orElseThrow().family());
    assertTrue(room.identities.of(ACME, user.id()).get(0).provisioned());
  }

  @Test
  void matchesProvisionedUserAgain() {
    room.google(Map.of("jitProvisioningEnabled", true));

    assertEquals(way.signIn(), way.signIn("att_2", Optional.empty()));
  }

  @Test
  void createsNoUserForAnUnverifiedAddress() { // who has it later would share the account
    room.google(Map.of("jitProvisioningEnabled", true));
    room.connector.next = identity("them", "ada@idp.example", false, Map.of());

    assertEquals(new AuthenticationStep.FailureStep("no-account"), way.signIn());
  }

  @Test
  void linksNoAccountByAnUnverifiedAddress() {
    room.google(Map.of("autoLinkUsers", true));
    room.user("usr_ada", "ada@idp.example", true);
    room.connector.next = identity("them", "ada@idp.example", false, Map.of());

    assertEquals(new AuthenticationStep.FailureStep("no-account"), way.signIn());
    assertEquals(List.of(), room.identities.of(ACME, "usr_ada"));
  }

  @Test
  void linksNoAccountWithAnUnverifiedLocalAddress() {
    room.google(Map.of("autoLinkUsers", true));
    room.user("usr_mallory", "ada@idp.example", false);

    var step = assertInstanceOf(AuthenticationStep.RedirectStep.class, way.signIn());
    assertTrue(step.location().contains("/account/identities/confirm?pending="));
    assertEquals(List.of(), room.identities.of(ACME, "usr_mallory"));
  }

  @Test
  void linksByVerifiedEmailOnlyIfConfigured() {
    room.google(Map.of());
    room.user("usr_ada", "ada@idp.example", true);
    assertInstanceOf(AuthenticationStep.RedirectStep.class, way.signIn());

    room.change(Map.of("autoLinkUsers", true));
    assertEquals(
        new AuthenticationStep.SuccessStep(FederationBundleFixture.ref("usr_ada")),
        way.signIn("att_2", Optional.empty()));
  }

  @Test
  void matchesEmailCaseInsensitively() {
    room.google(Map.of("autoLinkUsers", true));
    room.user("usr_alice", "alice@corp.com", true);
    room.connector.next = identity("them", "Alice@Corp.com", true, Map.of());

    assertEquals(
        new AuthenticationStep.SuccessStep(FederationBundleFixture.ref("usr_alice")), way.signIn());
  }

  @Test
  void matchesEmailStoredWithSameCase() {
    room.google(Map.of("autoLinkUsers", true));
    room.user("usr_alice", "Alice@Corp.com", true);
    room.connector.next = identity("them", "Alice@Corp.com", true, Map.of());

    assertEquals(
        new AuthenticationStep.SuccessStep(FederationBundleFixture.ref("usr_alice")), way.signIn());
  }

  @Test
  void createsUsersWithLowercaseEmail() {
    room.google(Map.of("jitProvisioningEnabled", true));
    room.connector.next = identity("them", "Alice@Corp.com", true, Map.of());

    assertInstanceOf(AuthenticationStep.SuccessStep.class, way.signIn());
    assertTrue(room.users.find(ACME, "alice@corp.com").isPresent());
  }

  @Test
  void matchesEmailStoredInOtherCase() { // nobody can be made with it
    room.google(Map.of("autoLinkUsers", true, "jitProvisioningEnabled", true));
    room.user("usr_alice", "Alice@Corp.com", true);
    room.connector.next = identity("them", "alice@corp.com", true, Map.of());

    assertEquals(
        new AuthenticationStep.SuccessStep(FederationBundleFixture.ref("usr_alice")), way.signIn());
  }

  @Test
  void linksNoUnverifiedAccountStoredInOtherCase() {
    room.google(Map.of("autoLinkUsers", true, "jitProvisioningEnabled", true));
    room.user("usr_mallory", "Alice@Corp.com", false);
    room.connector.next = identity("them", "alice@corp.com", true, Map.of());

    assertInstanceOf(AuthenticationStep.RedirectStep.class, way.signIn());
    assertEquals(List.of(), room.identities.of(ACME, "usr_mallory"));
  }

  @Test
  void distinguishesCharactersWithSameLowercase() { // the Kelvin sign becomes k
    room.google(Map.of("autoLinkUsers", true));
    room.user("usr_mike", "mike@corp.com", true);
    room.connector.next = identity("them", "mi\u212ae@corp.com", true, Map.of());

    assertEquals(new AuthenticationStep.FailureStep("no-account"), way.signIn());
  }

  @Test
  void ignoresLinkToDeletedUser() {
    room.google(Map.of("jitProvisioningEnabled", true));
    var who = identity("them", null, false, Map.of());
    room.identities.link(ACME, "google", who, "usr_gone", false, FederationBundleFixture.ADMIN);

    var user = assertInstanceOf(AuthenticationStep.SuccessStep.class, way.signIn()).subject();
    assertEquals(user.id(), room.users.find(ACME, "ada@idp.example").orElseThrow().id());
    assertEquals(List.of(), room.identities.of(ACME, "usr_gone"));
  }

  @Test
  void createsNoUserWhileRolesCannotBeAssigned() {
    room.google(Map.of("jitProvisioningEnabled", true, "defaultRoles", List.of("guest")));
    room.roles.assignments = null;

    var refusal = assertThrows(ApiException.class, () -> way.signIn());
    assertEquals("module_unavailable", refusal.code());
    assertEquals(Optional.empty(), room.users.find(ACME, "ada@idp.example"));
  }

  @Test
  void rejectsUserIdAsEmail() {
    room.google(Map.of("autoLinkUsers", true));
    room.user("usr_ada@", "ada@here.example", true);
    room.connector.next = identity("them", "usr_ada@", true, Map.of());

    assertEquals(new AuthenticationStep.FailureStep("no-account"), way.signIn());
  }

  @Test
  void trustsUnverifiedEmailOnlyIfConfigured() {
    room.google(Map.of("jitProvisioningEnabled", true, "trustEmail", true));
    room.connector.next = identity("them", "ada@idp.example", false, Map.of());

    assertInstanceOf(AuthenticationStep.SuccessStep.class, way.signIn());
  }

  @Test
  void reportsMfaOnlyFromTrustedProvider() {
    room.google(Map.of());
    link("usr_ada");
    room.connector.next = identity("them", null, false, Map.of("amr", List.of("pwd", "mfa")));
    assertEquals(
        new AuthenticationStep.SuccessStep(FederationBundleFixture.ref("usr_ada")), way.signIn());

    room.change(Map.of("trustMfa", true));
    assertEquals(
        new AuthenticationStep.SuccessStep(FederationBundleFixture.ref("usr_ada"), Set.of("mfa")),
        way.signIn("att_2", Optional.empty()));
  }

  @Test
  void requestsAndVerifiesFreshAuthentication() {
    room.google(Map.of());
    link("usr_ada");
    var earliest = Instant.now();
    var wanted = Optional.of(earliest);
    room.connector.next =
        identity("them", null, false, Map.of("auth_time", earliest.getEpochSecond() - 3_600));

    assertEquals(new AuthenticationStep.FailureStep("wrong"), way.signIn("att_1", wanted));
    assertEquals(wanted, room.connector.notBefore);

    room.connector.next = identity("them", null, false, Map.of());
    assertEquals(new AuthenticationStep.FailureStep("wrong"), way.signIn("att_2", wanted));

    room.connector.next =
        identity("them", null, false, Map.of("auth_time", earliest.getEpochSecond() + 1));
    assertInstanceOf(AuthenticationStep.SuccessStep.class, way.signIn("att_3", wanted));
  }

  @Test
  void rejectsSignInIfProviderChangedMeanwhile() {
    room.google(Map.of());
    link("usr_ada");
    var left = way.leave("att_1", Optional.empty());
    var answer =
        FederatedSignInFixture.answer(
            way.back(FederatedSignInFixture.state(left.location())).location());
    room.change(Map.of("displayName", "Other"));
    assertEquals(
        new AuthenticationStep.FailureStep("wrong"), way.proceed(ACME, "att_1", left, answer));

    var again = way.leave("att_2", Optional.empty());
    var another =
        FederatedSignInFixture.answer(
            way.back(FederatedSignInFixture.state(again.location())).location());
    room.change(Map.of("enabled", false));
    assertEquals(
        new AuthenticationStep.FailureStep("wrong"), way.proceed(ACME, "att_2", again, another));
  }

  @Test
  void reportsUnavailableProviderWithoutFailure() {
    room.google(Map.of());
    link("usr_ada");
    var left = way.leave("att_1", Optional.empty());
    var answer =
        FederatedSignInFixture.answer(
            way.back(FederatedSignInFixture.state(left.location())).location());
    room.connector.silent = true;

    assertEquals(
        new AuthenticationStep.UnavailableStep(), way.proceed(ACME, "att_1", left, answer));
    assertEquals(
        new AuthenticationStep.UnavailableStep(),
        way.method.begin(ACME, FederatedSignInFixture.attempt("att_2", Optional.empty())),
        "nor is anybody sent away");
    room.connector.silent = false;
    assertInstanceOf(AuthenticationStep.SuccessStep.class, way.signIn("att_3", Optional.empty()));
  }

  @Test
  void failsSignInIfProviderIsDisabled() {
    room.google(Map.of("enabled", false));
    var left = way.leave("att_1", Optional.empty());

    assertEquals(
        new AuthenticationStep.FailureStep("wrong"),
        way.proceed(ACME, "att_1", left, FederatedSignInFixture.answer(left.location())));
  }

  private void link(String userId) {
    room.user(userId, "ada@here.example", true);
    var who = identity("them", null, false, Map.of());
    room.identities.link(ACME, "google", who, userId, false, FederationBundleFixture.ADMIN);
  }
}
