/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.authn.SessionService.NewSession;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserActivityRecorder;
import org.lumoauth.authn.flow.state.KnownBrowserCookie;
import org.lumoauth.authn.flow.state.LoginAttemptStore;
import org.lumoauth.authn.flow.state.LoginState;
import org.lumoauth.authn.flow.state.PostAuthenticationState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a sign-in into a session. All sign-ins end here. */
@Component(service = LoginCompletionService.class)
public final class LoginCompletionService {
  private static final Logger LOG = LoggerFactory.getLogger(LoginCompletionService.class);

  private final LoginAttemptStore attempts;
  private final LoginPageRenderer pages;
  private final LoginAudit journal;
  private final KnownBrowserCookie browsers;
  private final LoginSubjectResolver people;
  private final SessionService sessions;
  private final UserActivityRecorder milestones;
  private final PostLoginStepRegistry steps;
  private final InstantSource clock;

  @Activate
  public LoginCompletionService(
      @Reference LoginAttemptStore attempts,
      @Reference LoginPageRenderer pages,
      @Reference LoginAudit journal,
      @Reference KnownBrowserCookie browsers,
      @Reference LoginSubjectResolver people,
      @Reference SessionService sessions,
      @Reference UserActivityRecorder milestones,
      @Reference PostLoginStepRegistry steps,
      @Reference InstantSource clock) {
    this.attempts = attempts;
    this.pages = pages;
    this.journal = journal;
    this.browsers = browsers;
    this.people = people;
    this.sessions = sessions;
    this.milestones = milestones;
    this.steps = steps;
    this.clock = clock;
  }

  /** The outcome of a sign-in with all required factors. */
  public sealed interface LoginOutcome {

    /** A session was created. */
    record LoginSuccess() implements LoginOutcome {}

    /** A post-login step must be completed first. */
    record LoginStepsRequired(LoginState state) implements LoginOutcome {}

    /** A concurrent request was first, or the user may no longer sign in. */
    record LoginRejection() implements LoginOutcome {}
  }

  /**
   * Returns whether the sign-in has become a session. Queries the store only if the browser knows
   * the sign-in, so that opening the pages of a new sign-in costs no SQL statement.
   */
  boolean isCompleted(LoginPageRequest visit, Optional<Session> session) {
    return (session.isPresent() || browsers.isKnown(visit.tenant(), visit.view()))
        && attempts.hasEnded(visit.tenant(), visit.entry());
  }

  /** Returns whether this user may sign in; checked again at the end of the sign-in. */
  boolean isAdmitted(LoginPageRequest visit, SubjectRef subject) {
    return people.isEnabled(visit.tenant(), subject)
        && visit.state().requirement().subject().map(subject::equals).orElse(true);
  }

  /** Redirects the browser after a sign-in, or shows that it cannot continue. */
  void respond(LoginPageRequest visit, LoginOutcome end, String returnTo) throws IOException {
    if (end instanceof LoginOutcome.LoginSuccess) {
      goBack(visit, returnTo);
    } else {
      pages.renderError(visit.exchange(), 400, "session_expired");
    }
  }

  /**
   * Creates the session of a sign-in and sets the browser's cookies, unless a step must be
   * completed first.
   *
   * @param state the proven factors and their subject
   * @throws PostLoginStepException if it cannot be determined whether a step applies
   */
  public LoginOutcome finish(LoginPageRequest visit, LoginState state) {
    var tenant = visit.tenant();
    var subject = state.subject().orElseThrow();
    if (!isAdmitted(visit, subject)) {
      return new LoginOutcome.LoginRejection();
    }
    var after = state.after().orElseGet(() -> PostAuthenticationState.begun(subject, true));
    var next = steps.next(tenant, after, state.requirement().clientId());
    if (next.isPresent()) {
      return new LoginOutcome.LoginStepsRequired(state.following(next.get()));
    }
    // Only one of two concurrent requests creates the session.
    if (!attempts.end(tenant, visit.entry())) {
      return new LoginOutcome.LoginRejection();
    }
    milestones.recordSignIn(tenant, subject.id(), clock.instant());
    var begun =
        sessions.begin(
            tenant,
            new NewSession(
                subject,
                state.proven(),
                AuthenticationStrengthCalculator.acr(
                    AuthenticationStrengthCalculator.level(state.proven())),
                state.remember() && pages.canRemember(visit)),
            visit.view(),
            session -> journal.recordSuccess(visit, session));
    var response = visit.exchange().response();
    response.addHeader("Set-Cookie", begun.setCookie());
    response.addHeader("Set-Cookie", browsers.signInCookie(tenant, visit.view(), subject));
    return new LoginOutcome.LoginSuccess();
  }

  /** Ends a sign-in because a step failed. */
  public void fail(LoginPageRequest visit, PostLoginStepException failure) {
    LOG.error("sign-in.step-failed step={}", failure.step(), failure);
    attempts.end(visit.tenant(), visit.entry());
    journal.recordFailure(visit, visit.state(), failure.step(), "step_failed");
  }

  /** Ends a sign-in that was cancelled or is not needed. */
  void abandon(LoginPageRequest visit, String returnTo) throws IOException {
    attempts.drop(visit.tenant(), visit.entry());
    goBack(visit, returnTo);
  }

  private static void goBack(LoginPageRequest visit, String returnTo) {
    visit.exchange().redirect(visit.exchange().baseUrl() + returnTo);
  }
}
