/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a step after authentication and before the session begins, such as completing a
 * profile or accepting new terms. Registered with {@code lumoauth.kind=sign-in-step} and {@code
 * lumoauth.name}. Steps run in the order of {@code service.ranking}, the highest first, and then of
 * their names. No session begins before every step that is not {@link SignInStepNeed#NONE} is
 * complete. A user with a session must complete each {@link SignInStepNeed#REQUIRED} step before
 * continuing to an application.
 *
 * <p>A step stores its state in {@link SignInStepForm#state}, never in itself, so that a sign-in
 * continues when the module is replaced. Data to remember about the user beyond the sign-in is
 * stored elsewhere by the step. An exception ends the sign-in. Once its module is removed, the step
 * no longer runs.
 */
public interface PostLoginStep {

  /** Whether a step applies. */
  enum SignInStepNeed {
    /** The step does not apply. */
    NONE,
    /** The step runs during sign-in; a user with a session continues without it. */
    OPTIONAL,
    /** The step must be completed before the user continues. */
    REQUIRED
  }

  /**
   * The user and situation for which a step would run.
   *
   * @param subject the authenticated user
   * @param clientId the client to which the user is signing in, if any
   * @param signedIn whether the user already has a session: then only required steps run
   */
  record SignInStepContext(SubjectRef subject, Optional<String> clientId, boolean signedIn) {}

  /**
   * Returns whether the step applies. Called often, so it must return quickly and change nothing.
   */
  SignInStepNeed need(TenantContext tenant, SignInStepContext occasion);

  /**
   * Begins the step and returns the page's form. Called if {@link #need} is not {@link
   * SignInStepNeed#NONE}; the form is empty if the step no longer applies.
   */
  Optional<SignInStepForm> begin(TenantContext tenant, SignInStepContext occasion);

  /**
   * Processes the user's input.
   *
   * @param state the state from {@link #begin} or an earlier form; it was never sent to a browser
   * @param input the input by field name; untrusted
   * @param by the initiator with the request, for the audit log
   */
  SignInStepResult proceed(
      TenantContext tenant,
      SignInStepContext occasion,
      Map<String, String> state,
      Map<String, String> input,
      AuditInitiator by);

  /** The result of the user's input. */
  sealed interface SignInStepResult
      permits SignInStepForm, SignInStepInputError, SignInStepCompletion, SignInStepRefusal {}

  /**
   * Shows a form and continues with its input.
   *
   * @param view the name of the page's template
   * @param model the values to show, JSON-like, in addition to those of all sign-in forms
   * @param state the state to store, as strings by name
   */
  record SignInStepForm(String view, Map<String, Object> model, Map<String, String> state)
      implements SignInStepResult {
    public SignInStepForm {
      model = Map.copyOf(model);
      state = Map.copyOf(state);
    }
  }

  /**
   * Rejects the input: shows the same form again with the same state.
   *
   * @param model the values to show, including the problems
   */
  record SignInStepInputError(Map<String, Object> model) implements SignInStepResult {
    public SignInStepInputError {
      model = Map.copyOf(model);
    }
  }

  /** Completes the step, or skips it if it is optional. It does not run again in this sign-in. */
  record SignInStepCompletion() implements SignInStepResult {}

  /** Records that the user declined a required step: the sign-in ends as if cancelled. */
  record SignInStepRefusal() implements SignInStepResult {}
}
