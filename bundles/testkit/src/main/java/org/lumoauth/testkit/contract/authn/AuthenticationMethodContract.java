/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link AuthenticationMethod} with one form. */
public abstract class AuthenticationMethodContract {

  /**
   * Returns a new instance on the same stores: a sign-in started with one version of a method ends
   * with the next.
   */
  protected abstract AuthenticationMethod method();

  /** Returns the tenant of the subject. */
  protected abstract TenantContext tenant();

  /** Returns a subject that can sign in with the method. */
  protected abstract SubjectRef subject();

  /** Returns the correct input of this subject for the form. */
  protected abstract Map<String, String> rightInput(AuthenticationStep.PromptStep form);

  /** Returns the input of another person instead. */
  protected abstract Map<String, String> wrongInput(AuthenticationStep.PromptStep form);

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
  void isAvailableToEnrolledSubject() {
    assertTrue(method().isAvailable(tenant(), Optional.of(subject())));
  }

  @Test
  void authenticatesSubjectWithCorrectInput() {
    var form = begin(tenant(), subject());

    var step = method().proceed(tenant(), attempt(subject(), form.state()), rightInput(form));

    assertEquals(new AuthenticationStep.SuccessStep(subject()), step);
  }

  @Test
  void rejectsIncorrectInput() {
    var form = begin(tenant(), subject());

    var step = method().proceed(tenant(), attempt(subject(), form.state()), wrongInput(form));

    var failure = assertInstanceOf(AuthenticationStep.FailureStep.class, step);
    assertFalse(failure.code().isBlank());
  }

  @Test
  void rejectsEmptyAndUnknownInput() {
    var form = begin(tenant(), subject());
    var attempt = attempt(subject(), form.state());

    assertInstanceOf(
        AuthenticationStep.FailureStep.class, method().proceed(tenant(), attempt, Map.of()));
    assertInstanceOf(
        AuthenticationStep.FailureStep.class,
        method().proceed(tenant(), attempt, Map.of("contract", "x\0")));
  }

  @Test
  void rejectsSubjectInAnotherTenant() {
    var form = begin(tenant(), subject());

    var step =
        method().proceed(anotherTenant(), attempt(subject(), form.state()), rightInput(form));

    assertInstanceOf(AuthenticationStep.FailureStep.class, step);
  }

  @Test
  void givesTheSameResultForUnknownSubjectAndIncorrectInput() {
    var nobody = new SubjectRef(subject().type(), "usr_nobody");
    var form = begin(tenant(), subject());
    var formOfNobody = begin(tenant(), nobody);

    assertEquals(form.view(), formOfNobody.view());
    assertEquals(
        method().proceed(tenant(), attempt(subject(), form.state()), wrongInput(form)),
        method()
            .proceed(tenant(), attempt(nobody, formOfNobody.state()), wrongInput(formOfNobody)));
  }

  @Test
  void hidesExpectedInputFromForm() {
    var form = begin(tenant(), subject());

    rightInput(form)
        .values()
        .forEach(secret -> assertFalse(form.model().containsValue(secret), form.view()));
  }

  /** A method that sends no links accepts none. */
  @Test
  void rejectsLinkThatItDidNotSend() {
    begin(tenant(), subject());
    var links = new HashSet<>(HostileIdentifiers.identifiers());
    links.addAll(Set.of("", "A".repeat(43), "A".repeat(100_000)));
    for (String link : links) {
      assertFalse(method().isValidLink(tenant(), link), link);
    }
  }

  @Test
  void rejectsLinkInAnotherTenant() {
    rightInput(begin(tenant(), subject()))
        .values()
        .forEach(link -> assertFalse(method().isValidLink(anotherTenant(), link)));
  }

  @Test
  void replacesNoMethodInATenantThatDidNotConfigureIt() {
    assertEquals(Set.of(), method().replacedMethods(anotherTenant()));
  }

  private AuthenticationStep.PromptStep begin(TenantContext tenant, SubjectRef who) {
    return assertInstanceOf(
        AuthenticationStep.PromptStep.class, method().begin(tenant, attempt(who, Map.of())));
  }

  private static SignInAttempt attempt(SubjectRef who, Map<String, String> state) {
    return new SignInAttempt("att_contract", Optional.of(who), state, "192.0.2.7");
  }
}
