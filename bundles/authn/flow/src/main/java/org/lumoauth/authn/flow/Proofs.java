package org.lumoauth.authn.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod.Attempt;
import org.lumoauth.api.authn.AuthenticationMethod.Step;
import org.lumoauth.api.page.Pages;
import org.lumoauth.authn.flow.LoginState.MethodStep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets a method look at what somebody entered and says where that leads: the same rule for the
 * pages and for the sign-in by JSON. What does not hold is recorded here.
 */
@Component(service = Proofs.class)
public final class Proofs {
  private final Methods methods;
  private final LoginCompletion completion;
  private final LoginJournal journal;
  private final KnownBrowsers browsers;
  private final Pages pages;

  @Activate
  public Proofs(
      @Reference Methods methods,
      @Reference LoginCompletion completion,
      @Reference LoginJournal journal,
      @Reference KnownBrowsers browsers,
      @Reference Pages pages) {
    this.methods = methods;
    this.completion = completion;
    this.journal = journal;
    this.browsers = browsers;
    this.pages = pages;
  }

  /** Where a proof leads. */
  sealed interface Outcome {

    /** The method asks for more. */
    record Asks(LoginState state) implements Outcome {}

    /** The method sends the browser elsewhere. */
    record Leaves(LoginState state, String location) implements Outcome {}

    /**
     * It does not hold.
     *
     * @param shown the code that is shown
     * @param admitted false where the proof was right, but of somebody who may not sign in
     */
    record Refused(String shown, boolean admitted) implements Outcome {}

    /**
     * Nothing was looked at.
     *
     * @param method the method that had too many attempts
     * @param until when it can be tried again
     */
    record TooMany(String method, Instant until) implements Outcome {}

    /** Nothing was looked at, and nothing is recorded: what it depends on does not answer now. */
    record Unavailable() implements Outcome {}

    /** It holds, and something else has to be proven by one of these methods. */
    record Further(LoginState state, List<String> methods) implements Outcome {}

    /** All is proven that has to be. */
    record Enough(LoginState state) implements Outcome {}

    /** It holds, but what has to be proven besides nobody can. */
    record OutOfReach() implements Outcome {}
  }

  /**
   * Begins a method for whom this state names.
   *
   * @param memory what the method is told, by name
   */
  Outcome begin(Visit visit, LoginState state, String method, Map<String, String> memory) {
    var attempt = attempt(visit, state, memory);
    var result = methods.with(method, found -> found.begin(visit.tenant(), attempt));
    return goesOn(state, method, result)
        .orElseThrow(() -> new IllegalStateException("the method " + method + " asks nothing"));
  }

  private Optional<Outcome> goesOn(LoginState state, String method, Step result) {
    if (result instanceof Step.Ask ask) {
      return Optional.of(new Outcome.Asks(state.at(MethodStep.of(method, ask))));
    }
    if (result instanceof Step.Redirect away) {
      var left = state.at(MethodStep.of(method, away));
      return Optional.of(new Outcome.Leaves(left, away.location()));
    }
    if (result instanceof Step.Unavailable) {
      return Optional.of(new Outcome.Unavailable());
    }
    return result instanceof Step.TooMany tooMany
        ? Optional.of(new Outcome.TooMany(method, tooMany.until()))
        : Optional.empty();
  }

  /**
   * Looks at what was entered.
   *
   * @param state what is known so far
   * @param step the step that asked for it
   * @param input what was entered, by the names of the method's fields
   */
  Outcome prove(Visit visit, LoginState state, MethodStep step, Map<String, String> input) {
    var attempt = attempt(visit, state, step.state());
    var result =
        methods.with(step.method(), method -> method.proceed(visit.tenant(), attempt, input));
    if (result instanceof Step.Success success) {
      return proven(visit, state, step, success);
    }
    if (result instanceof Step.TooMany) {
      journal.failed(visit, state, step.method(), "too_many_attempts");
    }
    var goesOn = goesOn(state, step.method(), result);
    if (goesOn.isPresent()) {
      return goesOn.get();
    }
    var code = ((Step.Failure) result).code();
    journal.failed(visit, state, step.method(), code);
    return new Outcome.Refused(code, true);
  }

  private Outcome proven(Visit visit, LoginState state, MethodStep step, Step.Success proof) {
    var subject = proof.subject();
    boolean meant = state.subject().map(subject::equals).orElse(true);
    if (!meant || !completion.admits(visit, subject)) {
      // Whoever may not sign in is told what everybody is told whose proof does not hold.
      journal.failed(visit, state, step.method(), meant ? "not_admitted" : "another_subject");
      return new Outcome.Refused("wrong", !meant);
    }
    var amr = methods.with(step.method(), method -> method.amr());
    var now = state.proven(subject, amr).proven(subject, proof.amr());
    if (Requirements.strong(Strength.level(now.proven()), now.requirement())) {
      return new Outcome.Enough(now);
    }
    var further = methods.further(visit.tenant(), subject, now.proven());
    if (!further.isEmpty()) {
      return new Outcome.Further(now, further);
    }
    if (now.requirement().acrEssential()) {
      journal.failed(visit, state, step.method(), "not_strong_enough");
      return new Outcome.OutOfReach();
    }
    return new Outcome.Enough(now);
  }

  private Attempt attempt(Visit visit, LoginState state, Map<String, String> memory) {
    Optional<String> known =
        state.subject().flatMap(subject -> browsers.known(visit.tenant(), visit.view(), subject));
    var wanted = state.requirement().uiLocales().orElse("");
    return new Attempt(
        visit.id(),
        state.subject(),
        memory,
        visit.view().remoteAddress(),
        known,
        pages.locales(visit.tenant(), visit.view(), wanted),
        state.requirement().notBefore());
  }
}
