/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.authn.flow.state.KnownBrowserCookie;
import org.lumoauth.authn.flow.state.LoginState;
import org.lumoauth.authn.flow.state.LoginState.LoginMethodStep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs a method on the user's input and determines the outcome, with the same rules for the pages
 * and for the JSON sign-in. Failures are recorded here.
 */
@Component(service = AuthenticationMethodRunner.class)
public final class AuthenticationMethodRunner {
  private final EnabledAuthenticationMethodRegistry methods;
  private final LoginCompletionService completion;
  private final LoginAudit journal;
  private final KnownBrowserCookie browsers;
  private final HtmlPageRenderer pages;

  @Activate
  public AuthenticationMethodRunner(
      @Reference EnabledAuthenticationMethodRegistry methods,
      @Reference LoginCompletionService completion,
      @Reference LoginAudit journal,
      @Reference KnownBrowserCookie browsers,
      @Reference HtmlPageRenderer pages) {
    this.methods = methods;
    this.completion = completion;
    this.journal = journal;
    this.browsers = browsers;
    this.pages = pages;
  }

  /** The outcome of a verification. */
  public sealed interface VerificationOutcome {

    /** The method requires further input. */
    record VerificationInputRequired(LoginState state) implements VerificationOutcome {}

    /** The method redirects the browser elsewhere. */
    record VerificationRedirect(LoginState state, String location) implements VerificationOutcome {}

    /**
     * The verification failed.
     *
     * @param shown the code to show
     * @param admitted false if the credential was correct but the user may not sign in
     */
    record VerificationRefused(String shown, boolean admitted) implements VerificationOutcome {}

    /**
     * The input was not verified because of too many attempts.
     *
     * @param method the limited method
     * @param until when the next attempt is allowed
     */
    record VerificationLimited(String method, Instant until) implements VerificationOutcome {}

    /**
     * The input was not verified and nothing is recorded: a dependency is temporarily unavailable.
     */
    record VerificationUnavailable() implements VerificationOutcome {}

    /** The verification succeeded, and another factor must be proven with one of these methods. */
    record FurtherMethodRequired(LoginState state, List<String> methods)
        implements VerificationOutcome {}

    /** All required factors are proven. */
    record VerificationComplete(LoginState state) implements VerificationOutcome {}

    /** The verification succeeded, but no method can prove the missing factor. */
    record RequirementUnreachable() implements VerificationOutcome {}
  }

  /**
   * Begins a method for the user of this state.
   *
   * @param memory the initial state of the method, by name
   */
  public VerificationOutcome begin(
      LoginPageRequest visit, LoginState state, String method, Map<String, String> memory) {
    var attempt = attempt(visit, state, memory);
    var result = methods.with(method, found -> found.begin(visit.tenant(), attempt));
    return goesOn(state, method, result)
        .orElseThrow(() -> new IllegalStateException("the method " + method + " has no form"));
  }

  private Optional<VerificationOutcome> goesOn(
      LoginState state, String method, AuthenticationStep result) {
    if (result instanceof AuthenticationStep.PromptStep ask) {
      return Optional.of(
          new VerificationOutcome.VerificationInputRequired(
              state.at(LoginMethodStep.of(method, ask))));
    }
    if (result instanceof AuthenticationStep.RedirectStep away) {
      var left = state.at(LoginMethodStep.of(method, away));
      return Optional.of(new VerificationOutcome.VerificationRedirect(left, away.location()));
    }
    if (result instanceof AuthenticationStep.UnavailableStep) {
      return Optional.of(new VerificationOutcome.VerificationUnavailable());
    }
    return result instanceof AuthenticationStep.RateLimitStep tooMany
        ? Optional.of(new VerificationOutcome.VerificationLimited(method, tooMany.until()))
        : Optional.empty();
  }

  /**
   * Verifies input.
   *
   * @param state the current state
   * @param step the step that requested the input
   * @param input the input, by the names of the method's fields
   */
  public VerificationOutcome verify(
      LoginPageRequest visit, LoginState state, LoginMethodStep step, Map<String, String> input) {
    var attempt = attempt(visit, state, step.state());
    var result =
        methods.with(step.method(), method -> method.proceed(visit.tenant(), attempt, input));
    if (result instanceof AuthenticationStep.SuccessStep success) {
      return proven(visit, state, step, success);
    }
    if (result instanceof AuthenticationStep.RateLimitStep) {
      journal.recordFailure(visit, state, step.method(), "too_many_attempts");
    }
    var goesOn = goesOn(state, step.method(), result);
    if (goesOn.isPresent()) {
      return goesOn.get();
    }
    var code = ((AuthenticationStep.FailureStep) result).code();
    journal.recordFailure(visit, state, step.method(), code);
    return new VerificationOutcome.VerificationRefused(code, true);
  }

  private VerificationOutcome proven(
      LoginPageRequest visit,
      LoginState state,
      LoginMethodStep step,
      AuthenticationStep.SuccessStep proof) {
    var subject = proof.subject();
    boolean meant = state.subject().map(subject::equals).orElse(true);
    if (!meant || !completion.isAdmitted(visit, subject)) {
      // A disabled user gets the same error as for a wrong credential.
      journal.recordFailure(
          visit, state, step.method(), meant ? "not_admitted" : "another_subject");
      return new VerificationOutcome.VerificationRefused("wrong", !meant);
    }
    var amr = methods.with(step.method(), method -> method.amr());
    var now = state.proven(subject, amr).proven(subject, proof.amr());
    if (SignInRequirementCheck.isStrongEnough(
        AuthenticationStrengthCalculator.level(now.proven()), now.requirement())) {
      return new VerificationOutcome.VerificationComplete(now);
    }
    var further = methods.findFurther(visit.tenant(), subject, now.proven());
    if (!further.isEmpty()) {
      return new VerificationOutcome.FurtherMethodRequired(now, further);
    }
    if (now.requirement().acrEssential()) {
      journal.recordFailure(visit, state, step.method(), "not_strong_enough");
      return new VerificationOutcome.RequirementUnreachable();
    }
    return new VerificationOutcome.VerificationComplete(now);
  }

  private SignInAttempt attempt(
      LoginPageRequest visit, LoginState state, Map<String, String> memory) {
    Optional<String> known =
        state
            .subject()
            .flatMap(subject -> browsers.findBrowserName(visit.tenant(), visit.view(), subject));
    var wanted = state.requirement().uiLocales().orElse("");
    return new SignInAttempt(
        visit.id(),
        state.subject(),
        memory,
        visit.view().remoteAddress(),
        known,
        pages.locales(visit.tenant(), visit.view(), wanted),
        state.requirement().notBefore());
  }
}
