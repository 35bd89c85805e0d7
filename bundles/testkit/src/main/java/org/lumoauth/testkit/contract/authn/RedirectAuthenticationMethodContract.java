/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.authn.AuthenticationMethod.SignInOption;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link AuthenticationMethod} that redirects the browser. */
public abstract class RedirectAuthenticationMethodContract {

  /**
   * Returns a new instance on the same stores: a sign-in started with one version ends with the
   * next.
   */
  protected abstract AuthenticationMethod method();

  /** Returns the tenant of the subject. */
  protected abstract TenantContext tenant();

  /** Returns the name of the sign-in option that starts it. */
  protected abstract String way();

  /** Returns the subject of the completed sign-in. */
  protected abstract SubjectRef subject();

  /**
   * Returns the key of the browser's callback after the subject has authenticated at the other
   * site.
   *
   * @param attempt the sign-in's id
   */
  protected abstract String answerTo(AuthenticationStep.RedirectStep begun, String attempt);

  /** Returns a tenant without the subject. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void declaresValidAmrValues() {
    assertFalse(method().amr().isEmpty());
    method().amr().forEach(value -> assertTrue(value.matches("[a-z0-9_-]+"), value));
  }

  @Test
  void offersUniqueSignInOptions() {
    var ids = method().signInOptions(tenant()).stream().map(SignInOption::id).toList();

    assertTrue(ids.contains(way()));
    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  @Test
  void offersNoOptionInAnotherTenant() {
    assertTrue(
        method().signInOptions(anotherTenant()).stream()
            .noneMatch(each -> each.id().equals(way())));
  }

  @Test
  void redirectsToAbsoluteUrl() {
    var location = URI.create(begin("att_1").location());

    assertTrue(location.isAbsolute());
    assertTrue(location.getScheme().matches("https?"), location.getScheme());
  }

  @Test
  void redirectsEachAttemptToADifferentUrl() {
    assertNotEquals(begin("att_1").location(), begin("att_2").location());
  }

  @Test
  void identifiesSubjectFromResponse() {
    var begun = begin("att_1");

    var step = proceed(tenant(), "att_1", begun, answerTo(begun, "att_1"));

    assertEquals(subject(), assertInstanceOf(AuthenticationStep.SuccessStep.class, step).subject());
  }

  @Test
  void acceptsResponseOnlyOnce() {
    var begun = begin("att_1");
    var answer = answerTo(begun, "att_1");
    proceed(tenant(), "att_1", begun, answer);

    assertRefused(proceed(tenant(), "att_1", begun, answer));
  }

  @Test
  void rejectsResponseOfAnotherSignIn() {
    var begun = begin("att_1");
    var another = begin("att_2");

    assertRefused(proceed(tenant(), "att_2", another, answerTo(begun, "att_1")));
  }

  @Test
  void rejectsResponseInAnotherTenant() {
    var begun = begin("att_1");

    assertRefused(proceed(anotherTenant(), "att_1", begun, answerTo(begun, "att_1")));
  }

  @Test
  void rejectsMissingOrInvalidResponse() {
    var begun = begin("att_1");
    var attempt = attempt("att_1", begun.state());

    assertRefused(method().proceed(tenant(), attempt, Map.of()));
    assertRefused(proceed(tenant(), "att_1", begun, ""));
    assertRefused(proceed(tenant(), "att_1", begun, "x".repeat(5_000)));
  }

  private AuthenticationStep.RedirectStep begin(String id) {
    var attempt = attempt(id, Map.of(AuthenticationMethod.WAY, way()));
    return assertInstanceOf(
        AuthenticationStep.RedirectStep.class, method().begin(tenant(), attempt));
  }

  private AuthenticationStep proceed(
      TenantContext tenant, String id, AuthenticationStep.RedirectStep begun, String answer) {
    return method()
        .proceed(tenant, attempt(id, begun.state()), Map.of(AuthenticationMethod.ANSWER, answer));
  }

  private static void assertRefused(AuthenticationStep step) {
    assertFalse(assertInstanceOf(AuthenticationStep.FailureStep.class, step).code().isBlank());
  }

  private static SignInAttempt attempt(String id, Map<String, String> state) {
    return new SignInAttempt(id, Optional.empty(), state, "192.0.2.7");
  }
}
