package org.lumoauth.authn.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.authn.flow.LoginState.LoginMethodStep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets a method look at what somebody entered and says where that leads: the same rule for the
 * pages and for the sign-in by JSON. What does not hold is recorded here.
 */
@Component(service = MethodVerifier.class)
public final class MethodVerifier {
  private final EnabledAuthenticationMethods methods;
  private final LoginCompletion completion;
  private final LoginAudit journal;
  private final KnownBrowserCookie browsers;
  private final HtmlPageRenderer pages;

  @Activate
  public MethodVerifier(
      @Reference EnabledAuthenticationMethods methods,
      @Reference LoginCompletion completion,
      @Reference LoginAudit journal,
      @Reference KnownBrowserCookie browsers,
      @Reference HtmlPageRenderer pages) {
    this.methods = methods;
    this.completion = completion;
    this.journal = journal;
    this.browsers = browsers;
    this.pages = pages;
  }

  /** Where a proof leads. */
  sealed interface VerificationOutcome {

    /** The method asks for more. */
    record VerificationInputRequired(LoginState state) implements VerificationOutcome {}

    /** The method sends the browser elsewhere. */
    record VerificationRedirect(LoginState state, String location) implements VerificationOutcome {}

    /**
     * It does not hold.
     *
     * @param shown the code that is shown
     * @param admitted false where the proof was right, but of somebody who may not sign in
     */
    record VerificationRefused(String shown, boolean admitted) implements VerificationOutcome {}

    /**
     * Nothing was looked at.
     *
     * @param method the method that had too many attempts
     * @param until when it can be tried again
     */
    record VerificationLimited(String method, Instant until) implements VerificationOutcome {}

    /** Nothing was looked at, and nothing is recorded: what it depends on does not answer now. */
    record VerificationUnavailable() implements VerificationOutcome {}

    /** It holds, and something else has to be proven by one of these methods. */
    record FurtherMethodRequired(LoginState state, List<String> methods)
        implements VerificationOutcome {}

    /** All is proven that has to be. */
    record VerificationComplete(LoginState state) implements VerificationOutcome {}

    /** It holds, but what has to be proven besides nobody can. */
    record RequirementUnreachable() implements VerificationOutcome {}
  }

  /**
   * Begins a method for whom this state names.
   *
   * @param memory what the method is told, by name
   */
  VerificationOutcome begin(
      LoginRequest visit, LoginState state, String method, Map<String, String> memory) {
    var attempt = attempt(visit, state, memory);
    var result = methods.with(method, found -> found.begin(visit.tenant(), attempt));
    return goesOn(state, method, result)
        .orElseThrow(() -> new IllegalStateException("the method " + method + " asks nothing"));
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
   * Looks at what was entered.
   *
   * @param state what is known so far
   * @param step the step that asked for it
   * @param input what was entered, by the names of the method's fields
   */
  VerificationOutcome verify(
      LoginRequest visit, LoginState state, LoginMethodStep step, Map<String, String> input) {
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
      LoginRequest visit,
      LoginState state,
      LoginMethodStep step,
      AuthenticationStep.SuccessStep proof) {
    var subject = proof.subject();
    boolean meant = state.subject().map(subject::equals).orElse(true);
    if (!meant || !completion.isAdmitted(visit, subject)) {
      // Whoever may not sign in is told what everybody is told whose proof does not hold.
      journal.recordFailure(
          visit, state, step.method(), meant ? "not_admitted" : "another_subject");
      return new VerificationOutcome.VerificationRefused("wrong", !meant);
    }
    var amr = methods.with(step.method(), method -> method.amr());
    var now = state.proven(subject, amr).proven(subject, proof.amr());
    if (SignInRequirementCheck.isStrongEnough(
        AuthenticationStrength.level(now.proven()), now.requirement())) {
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

  private SignInAttempt attempt(LoginRequest visit, LoginState state, Map<String, String> memory) {
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
