package org.lumoauth.authn.flow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.flow.state.LoginAttemptStore;
import org.lumoauth.authn.flow.state.LoginState;
import org.lumoauth.authn.flow.state.LoginState.LoginMethodStep;
import org.lumoauth.authn.flow.state.PostAuthenticationState;

/** Determines the next page of a sign-in: a form, a redirect, or the end. */
final class LoginNavigator {
  private final LoginAttemptStore attempts;
  private final LoginPageRenderer pages;
  private final LoginCompletion completion;
  private final EnabledAuthenticationMethods methods;
  private final MethodVerifier proofs;
  private final PostLoginSteps steps;

  LoginNavigator(
      LoginAttemptStore attempts,
      LoginPageRenderer pages,
      LoginCompletion completion,
      EnabledAuthenticationMethods methods,
      MethodVerifier proofs,
      PostLoginSteps steps) {
    this.attempts = attempts;
    this.pages = pages;
    this.completion = completion;
    this.methods = methods;
    this.proofs = proofs;
    this.steps = steps;
  }

  void handleOutcome(LoginRequest visit, MethodVerifier.VerificationOutcome outcome)
      throws IOException {
    if (outcome instanceof MethodVerifier.VerificationOutcome.VerificationComplete enough) {
      finish(visit, enough.state());
    } else if (outcome
        instanceof MethodVerifier.VerificationOutcome.VerificationInputRequired asks) {
      saveAndShow(visit, asks.state());
    } else if (outcome
        instanceof MethodVerifier.VerificationOutcome.FurtherMethodRequired further) {
      pick(visit, further.state(), further.methods());
    } else if (outcome instanceof MethodVerifier.VerificationOutcome.VerificationRedirect leaves) {
      leave(visit, leaves);
    } else if (outcome instanceof MethodVerifier.VerificationOutcome.VerificationUnavailable) {
      unavailable(visit);
    } else if (outcome instanceof MethodVerifier.VerificationOutcome.VerificationRefused refused
        && away(visit)) {
      showIdentifierForm(visit, LoginPageRenderer.REFUSED, Optional.of(refused.shown()));
    } else if (outcome instanceof MethodVerifier.VerificationOutcome.VerificationRefused refused) {
      pages.renderMethod(
          visit,
          methods.findAlternatives(visit.tenant(), visit.state()),
          LoginPageRenderer.REFUSED,
          Optional.of(refused.shown()));
    } else if (outcome instanceof MethodVerifier.VerificationOutcome.VerificationLimited tooMany) {
      tooMany(visit, tooMany);
    } else {
      pages.renderError(visit.exchange(), 403, "access_denied");
    }
  }

  private void tooMany(
      LoginRequest visit, MethodVerifier.VerificationOutcome.VerificationLimited outcome)
      throws IOException {
    var others = methods.findAlternatives(visit.tenant(), visit.state());
    if (methods.isLinkOffered(visit.tenant(), visit.state(), outcome.method())) {
      pages.renderLinkOffer(visit, others, outcome.until());
    } else {
      pages.renderLimited(visit, others, outcome.until());
    }
  }

  /** Signs in the authenticated user, or shows the post-login steps first. */
  void finish(LoginRequest visit, LoginState state) throws IOException {
    var end = completion.finish(visit, state);
    if (end instanceof LoginCompletion.LoginOutcome.LoginStepsRequired asks) {
      saveAndShow(visit, asks.state());
    } else {
      completion.respond(visit, end, state.returnTo());
    }
  }

  /** Shows the first form for an identified user. */
  void showFirstForm(LoginRequest visit, LoginState state) throws IOException {
    var ways = methods.findOffered(visit.tenant(), state);
    if (!ways.isEmpty()) {
      pick(visit, state, ways);
    } else if (state.proven().isEmpty()) {
      throw ApiException.moduleUnavailable("authn-" + methods.defaultMethod(visit.tenant()));
    } else if (state.requirement().acrEssential()) {
      pages.renderError(visit.exchange(), 403, "access_denied");
    } else {
      continueAfterLogin(
          visit, state, PostAuthenticationState.begun(state.subject().orElseThrow(), false));
    }
  }

  /** Returns with the existing session, or shows the required steps first. */
  void continueAfterLogin(LoginRequest visit, LoginState state, PostAuthenticationState after)
      throws IOException {
    var next = steps.next(visit.tenant(), after, state.requirement().clientId());
    if (next.isPresent()) {
      saveAndShow(visit, state.following(next.get()));
    } else {
      completion.abandon(visit, state.returnTo());
    }
  }

  /**
   * Selects a method: by the tenant's order if set, otherwise the password, which most users have,
   * with the others below; otherwise the user chooses.
   */
  private void pick(LoginRequest visit, LoginState state, List<String> ways) throws IOException {
    if (ways.size() == 1 || methods.isOrdered(visit.tenant())) {
      begin(visit, state, ways.get(0));
    } else if (state.proven().isEmpty() && ways.contains(EnabledAuthenticationMethods.PASSWORD)) {
      begin(visit, state, EnabledAuthenticationMethods.PASSWORD);
    } else {
      saveAndShow(visit, state);
    }
  }

  /** Shows the choice of methods; the identified user has not begun one yet. */
  void showMethodChoice(LoginRequest visit) throws IOException {
    var ways = methods.findOffered(visit.tenant(), visit.state());
    if (ways.size() > 1) {
      pages.renderMethodChoice(visit, ways);
    } else {
      showFirstForm(visit, visit.state());
    }
  }

  void begin(LoginRequest visit, LoginState state, String name) throws IOException {
    handleOutcome(visit, proofs.begin(visit, state, name, Map.of()));
  }

  private void leave(
      LoginRequest visit, MethodVerifier.VerificationOutcome.VerificationRedirect leaves)
      throws IOException {
    if (attempts.save(visit.tenant(), visit.entry(), leaves.state()).isPresent()) {
      visit.exchange().redirect(leaves.location());
    } else {
      pages.renderError(visit.exchange(), 400, "session_expired");
    }
  }

  /** All methods can be retried from the first page. */
  private void unavailable(LoginRequest visit) throws IOException {
    String seconds = Long.toString(LoginPageRenderer.COME_AGAIN.toSeconds());
    visit.exchange().response().setHeader("Retry-After", seconds);
    showIdentifierForm(visit, LoginPageRenderer.UNAVAILABLE, Optional.of("unavailable"));
  }

  void showIdentifierForm(LoginRequest visit, int status, Optional<String> error)
      throws IOException {
    pages.renderIdentifier(visit, methods.ways(visit.tenant()), status, error);
  }

  private static boolean away(LoginRequest visit) {
    return visit.state().step().filter(LoginMethodStep::away).isPresent();
  }

  /** Stores the state and redirects to the page. */
  void saveAndShow(LoginRequest visit, LoginState state) throws IOException {
    show(visit, attempts.save(visit.tenant(), visit.entry(), state));
  }

  /** Discards the identified user and the proven factors. */
  void restart(LoginRequest visit) throws IOException {
    show(visit, attempts.restart(visit.tenant(), visit.entry(), visit.state().restarted()));
  }

  private void show(LoginRequest visit, Optional<String> saved) throws IOException {
    var tenant = visit.tenant();
    var name = saved.or(() -> attempts.find(tenant, visit.id()).map(ShortLivedRecord::key));
    if (name.isPresent()) {
      visit.exchange().redirect(LoginUrls.login(tenant, name.get()));
    } else {
      pages.renderError(visit.exchange(), 400, "session_expired");
    }
  }
}
