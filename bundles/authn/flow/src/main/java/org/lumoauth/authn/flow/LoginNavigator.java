/* SPDX-License-Identifier: Apache-2.0 */
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
  private final LoginCompletionService completion;
  private final EnabledAuthenticationMethodRegistry methods;
  private final AuthenticationMethodRunner proofs;
  private final PostLoginStepRegistry steps;

  LoginNavigator(
      LoginAttemptStore attempts,
      LoginPageRenderer pages,
      LoginCompletionService completion,
      EnabledAuthenticationMethodRegistry methods,
      AuthenticationMethodRunner proofs,
      PostLoginStepRegistry steps) {
    this.attempts = attempts;
    this.pages = pages;
    this.completion = completion;
    this.methods = methods;
    this.proofs = proofs;
    this.steps = steps;
  }

  void handleOutcome(LoginPageRequest visit, AuthenticationMethodRunner.VerificationOutcome outcome)
      throws IOException {
    if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationComplete enough) {
      finish(visit, enough.state());
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationInputRequired asks) {
      saveAndShow(visit, asks.state());
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.FurtherMethodRequired further) {
      pick(visit, further.state(), further.methods());
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationRedirect leaves) {
      leave(visit, leaves);
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationUnavailable) {
      unavailable(visit);
    } else if (outcome
            instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationRefused refused
        && away(visit)) {
      showIdentifierForm(visit, LoginPageRenderer.REFUSED, Optional.of(refused.shown()));
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationRefused refused) {
      pages.renderMethod(
          visit,
          methods.findAlternatives(visit.tenant(), visit.state()),
          LoginPageRenderer.REFUSED,
          Optional.of(refused.shown()));
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationLimited tooMany) {
      tooMany(visit, tooMany);
    } else {
      pages.renderError(visit.exchange(), 403, "access_denied");
    }
  }

  private void tooMany(
      LoginPageRequest visit,
      AuthenticationMethodRunner.VerificationOutcome.VerificationLimited outcome)
      throws IOException {
    var others = methods.findAlternatives(visit.tenant(), visit.state());
    if (methods.isLinkOffered(visit.tenant(), visit.state(), outcome.method())) {
      pages.renderLinkOffer(visit, others, outcome.until());
    } else {
      pages.renderLimited(visit, others, outcome.until());
    }
  }

  /** Signs in the authenticated user, or shows the post-login steps first. */
  void finish(LoginPageRequest visit, LoginState state) throws IOException {
    var end = completion.finish(visit, state);
    if (end instanceof LoginCompletionService.LoginOutcome.LoginStepsRequired asks) {
      saveAndShow(visit, asks.state());
    } else {
      completion.respond(visit, end, state.returnTo());
    }
  }

  /** Shows the first form for an identified user. */
  void showFirstForm(LoginPageRequest visit, LoginState state) throws IOException {
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
  void continueAfterLogin(LoginPageRequest visit, LoginState state, PostAuthenticationState after)
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
  private void pick(LoginPageRequest visit, LoginState state, List<String> ways)
      throws IOException {
    if (ways.size() == 1 || methods.isOrdered(visit.tenant())) {
      begin(visit, state, ways.get(0));
    } else if (state.proven().isEmpty()
        && ways.contains(EnabledAuthenticationMethodRegistry.PASSWORD)) {
      begin(visit, state, EnabledAuthenticationMethodRegistry.PASSWORD);
    } else {
      saveAndShow(visit, state);
    }
  }

  /** Shows the choice of methods; the identified user has not begun one yet. */
  void showMethodChoice(LoginPageRequest visit) throws IOException {
    var ways = methods.findOffered(visit.tenant(), visit.state());
    if (ways.size() > 1) {
      pages.renderMethodChoice(visit, ways);
    } else {
      showFirstForm(visit, visit.state());
    }
  }

  void begin(LoginPageRequest visit, LoginState state, String name) throws IOException {
    handleOutcome(visit, proofs.begin(visit, state, name, Map.of()));
  }

  private void leave(
      LoginPageRequest visit,
      AuthenticationMethodRunner.VerificationOutcome.VerificationRedirect leaves)
      throws IOException {
    if (attempts.save(visit.tenant(), visit.entry(), leaves.state()).isPresent()) {
      visit.exchange().redirect(leaves.location());
    } else {
      pages.renderError(visit.exchange(), 400, "session_expired");
    }
  }

  /** All methods can be retried from the first page. */
  private void unavailable(LoginPageRequest visit) throws IOException {
    String seconds = Long.toString(LoginPageRenderer.COME_AGAIN.toSeconds());
    visit.exchange().response().setHeader("Retry-After", seconds);
    showIdentifierForm(visit, LoginPageRenderer.UNAVAILABLE, Optional.of("unavailable"));
  }

  void showIdentifierForm(LoginPageRequest visit, int status, Optional<String> error)
      throws IOException {
    pages.renderIdentifier(visit, methods.ways(visit.tenant()), status, error);
  }

  private static boolean away(LoginPageRequest visit) {
    return visit.state().step().filter(LoginMethodStep::away).isPresent();
  }

  /** Stores the state and redirects to the page. */
  void saveAndShow(LoginPageRequest visit, LoginState state) throws IOException {
    show(visit, attempts.save(visit.tenant(), visit.entry(), state));
  }

  /** Discards the identified user and the proven factors. */
  void restart(LoginPageRequest visit) throws IOException {
    show(visit, attempts.restart(visit.tenant(), visit.entry(), visit.state().restarted()));
  }

  private void show(LoginPageRequest visit, Optional<String> saved) throws IOException {
    var tenant = visit.tenant();
    var name = saved.or(() -> attempts.find(tenant, visit.id()).map(ShortLivedRecord::key));
    if (name.isPresent()) {
      visit.exchange().redirect(LoginUrls.login(tenant, name.get()));
    } else {
      pages.renderError(visit.exchange(), 400, "session_expired");
    }
  }
}
