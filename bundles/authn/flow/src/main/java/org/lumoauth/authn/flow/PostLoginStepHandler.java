/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.authn.flow.PostLoginStepRegistry.PostLoginOutcome;
import org.lumoauth.authn.flow.state.PostAuthenticationState;

/**
 * Runs the steps after authentication, or for an existing session: shows them one by one, processes
 * their input, and continues.
 */
final class PostLoginStepHandler {
  private final LoginPageRenderer pages;
  private final LoginCompletionService completion;
  private final LoginAudit journal;
  private final PostLoginStepRegistry steps;
  private final LoginSubjectResolver people;
  private final LoginNavigator onward;

  PostLoginStepHandler(
      LoginPageRenderer pages,
      LoginCompletionService completion,
      LoginAudit journal,
      PostLoginStepRegistry steps,
      LoginSubjectResolver people,
      LoginNavigator onward) {
    this.pages = pages;
    this.completion = completion;
    this.journal = journal;
    this.steps = steps;
    this.people = people;
    this.onward = onward;
  }

  /** Shows the required steps for a sufficient session, then returns. */
  void continueSession(LoginPageRequest visit, Session session) throws IOException {
    goOn(visit, PostAuthenticationState.begun(session.subject(), false));
  }

  /** Shows the current step. */
  void show(LoginPageRequest visit, PostAuthenticationState after, Optional<Session> session)
      throws IOException {
    if (!holds(after, session)) {
      onward.saveAndShow(visit, visit.state().nobody());
    } else if (steps.isFormRequired(visit.tenant(), after, clientId(visit))) {
      pages.renderPostLoginStep(visit, after.shown().orElseThrow(), identifier(visit, after), 200);
    } else {
      goOn(visit, after.withoutForm());
    }
  }

  /** Processes submitted input. */
  void submit(LoginPageRequest visit, PostAuthenticationState after, Optional<Session> session)
      throws IOException {
    if (!holds(after, session)) {
      onward.saveAndShow(visit, visit.state().nobody());
      return;
    }
    var by =
        new AuditInitiator(after.subject(), List.of(), Optional.of(visit.exchange().requestInfo()));
    var outcome = steps.proceed(visit.tenant(), after, clientId(visit), visit.input(), by);
    if (outcome instanceof PostLoginOutcome.NextPostLoginStep on) {
      goOn(visit, on.after());
    } else if (outcome instanceof PostLoginOutcome.PostLoginFormRetry again) {
      pages.renderPostLoginStep(
          visit, again.form(), identifier(visit, after), LoginPageRenderer.REFUSED);
    } else if (outcome instanceof PostLoginOutcome.PostLoginEnd over) {
      journal.recordFailure(visit, Optional.of(after.subject()), over.step(), "declined");
      completion.abandon(visit, LoginUrls.cancelled(visit.state().returnTo()));
    }
  }

  private void goOn(LoginPageRequest visit, PostAuthenticationState after) throws IOException {
    var state = visit.state().following(after);
    if (after.shown().isPresent()) {
      onward.saveAndShow(visit, state);
    } else if (after.signingIn()) {
      onward.finish(visit, state);
    } else {
      onward.continueAfterLogin(visit, state, after);
    }
  }

  /** Returns whether the session that was to continue is still valid. */
  private static boolean holds(PostAuthenticationState after, Optional<Session> session) {
    return after.signingIn()
        || session.filter(now -> now.subject().equals(after.subject())).isPresent();
  }

  private String identifier(LoginPageRequest visit, PostAuthenticationState after) {
    return people.identifierOf(visit.tenant(), after.subject()).orElse("");
  }

  private static Optional<String> clientId(LoginPageRequest visit) {
    return visit.state().requirement().clientId();
  }
}
