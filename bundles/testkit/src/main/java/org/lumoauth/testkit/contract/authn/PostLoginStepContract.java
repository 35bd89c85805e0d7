/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.PostLoginStep;
import org.lumoauth.api.authn.PostLoginStep.SignInStepCompletion;
import org.lumoauth.api.authn.PostLoginStep.SignInStepContext;
import org.lumoauth.api.authn.PostLoginStep.SignInStepForm;
import org.lumoauth.api.authn.PostLoginStep.SignInStepNeed;
import org.lumoauth.api.authn.PostLoginStep.SignInStepResult;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link PostLoginStep}. */
public abstract class PostLoginStepContract {
  private static final int FORMS = 5;

  /**
   * Returns a new instance on the same stores: input for a form of one version is accepted by the
   * next.
   */
  protected abstract PostLoginStep step();

  /** Returns a tenant in which the step is active. */
  protected abstract TenantContext tenant();

  /**
   * Returns the context of a required step during a sign-in: the need is {@link
   * SignInStepNeed#REQUIRED}.
   */
  protected abstract SignInStepContext required();

  /** Returns the context of an optional step; empty if the step has none. */
  protected abstract Optional<SignInStepContext> optional();

  /** Returns valid input for the form. */
  protected abstract Map<String, String> answer(SignInStepForm form);

  @Test
  void beginsForSubjectThatNeedsTheStep() {
    assertEquals(SignInStepNeed.REQUIRED, step().need(tenant(), required()));
    optional().ifPresent(who -> assertEquals(SignInStepNeed.OPTIONAL, step().need(tenant(), who)));
    assertTrue(form(required()).view().matches("[a-z0-9-]+"));
  }

  @Test
  void returnsTheSameFormWithoutStateChange() {
    assertEquals(form(required()), form(required()));
    assertEquals(SignInStepNeed.REQUIRED, step().need(tenant(), required()));
  }

  @Test
  void skipsOptionalStepForExistingSession() {
    optional()
        .map(who -> new SignInStepContext(who.subject(), who.clientId(), true))
        .ifPresent(who -> assertEquals(SignInStepNeed.NONE, step().need(tenant(), who)));
  }

  @Test
  void doesNothingInATenantThatDoesNotUseTheStep() {
    assertEquals(SignInStepNeed.NONE, step().need(HostileIdentifiers.unknownTenant(), required()));
    assertEquals(Optional.empty(), step().begin(HostileIdentifiers.unknownTenant(), required()));
  }

  @Test
  void completesAfterValidInput() {
    SignInStepResult result = form(required());
    for (int i = 0; i < FORMS && result instanceof SignInStepForm form; i++) {
      result = proceed(required(), form, answer(form));
    }

    assertInstanceOf(SignInStepCompletion.class, result);
    var later = new SignInStepContext(required().subject(), required().clientId(), true);
    assertNotEquals(SignInStepNeed.REQUIRED, step().need(tenant(), later));
  }

  @Test
  void staysRequiredWithoutInput() {
    assertFalse(proceed(required(), form(required()), Map.of()) instanceof SignInStepCompletion);
    assertEquals(SignInStepNeed.REQUIRED, step().need(tenant(), required()));
  }

  @Test
  void acceptsAnyBrowserInput() {
    var form = form(required());
    for (String hostile : HostileIdentifiers.identifiers()) {
      Map<String, String> input = new HashMap<>();
      answer(form).keySet().forEach(field -> input.put(field, hostile));
      input.put("contract", hostile);

      assertNotNull(proceed(required(), form, input));
    }
  }

  @Test
  void handlesStateOfAnotherVersion() {
    var form = form(required());
    var other = new SignInStepForm(form.view(), form.model(), Map.of("contract", "x"));

    assertFalse(proceed(required(), other, Map.of()) instanceof SignInStepCompletion);
  }

  private SignInStepForm form(SignInStepContext occasion) {
    return step().begin(tenant(), occasion).orElseThrow();
  }

  private SignInStepResult proceed(
      SignInStepContext occasion, SignInStepForm form, Map<String, String> input) {
    SubjectRef who = occasion.subject();
    var by = new AuditInitiator(who, List.of(), Optional.empty());
    return step().proceed(tenant(), occasion, form.state(), input, by);
  }
}
