package org.lumoauth.authn.flow;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.authn.SessionService.NewSession;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserActivityRecorder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a sign-in becomes a session. */
@Component(service = LoginCompletion.class)
public final class LoginCompletion {
  private static final Logger LOG = LoggerFactory.getLogger(LoginCompletion.class);

  private final LoginAttemptStore attempts;
  private final LoginPageRenderer pages;
  private final LoginAudit journal;
  private final KnownBrowserCookie browsers;
  private final LoginSubjectResolver people;
  private final SessionService sessions;
  private final UserActivityRecorder milestones;
  private final PostLoginSteps steps;
  private final InstantSource clock;

  @Activate
  public LoginCompletion(
      @Reference LoginAttemptStore attempts,
      @Reference LoginPageRenderer pages,
      @Reference LoginAudit journal,
      @Reference KnownBrowserCookie browsers,
      @Reference LoginSubjectResolver people,
      @Reference SessionService sessions,
      @Reference UserActivityRecorder milestones,
      @Reference PostLoginSteps steps) {
    this(
        attempts,
        pages,
        journal,
        browsers,
        people,
        sessions,
        milestones,
        steps,
        InstantSource.system());
  }

  LoginCompletion(
      LoginAttemptStore attempts,
      LoginPageRenderer pages,
      LoginAudit journal,
      KnownBrowserCookie browsers,
      LoginSubjectResolver people,
      SessionService sessions,
      UserActivityRecorder milestones,
      PostLoginSteps steps,
      InstantSource clock) {
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

  /** What comes of a sign-in in which all is proven. */
  sealed interface LoginOutcome {

    /** There is a session. */
    record LoginSuccess() implements LoginOutcome {}

    /** Something is to be asked first. */
    record LoginStepsRequired(LoginState state) implements LoginOutcome {}

    /** Another request was first, or the person may not sign in any more. */
    record LoginRejection() implements LoginOutcome {}
  }

  /**
   * Whether it has become a session, which is looked for only where that is known to a browser:
   * whoever opens the pages of a sign-in for the first time costs no statement.
   */
  boolean isCompleted(LoginRequest visit, Optional<Session> session) {
    return (session.isPresent() || browsers.isKnown(visit.tenant(), visit.view()))
        && attempts.hasEnded(visit.tenant(), visit.entry());
  }

  /** Whether this user may be signed in at all; asked again when it is done. */
  boolean isAdmitted(LoginRequest visit, SubjectRef subject) {
    return people.isEnabled(visit.tenant(), subject)
        && visit.state().requirement().subject().map(subject::equals).orElse(true);
  }

  /** Sends the browser back from a sign-in, or shows that it cannot go on. */
  void respond(LoginRequest visit, LoginOutcome end, String returnTo) throws IOException {
    if (end instanceof LoginOutcome.LoginSuccess) {
      goBack(visit, returnTo);
    } else {
      pages.renderError(visit.exchange(), 400, "session_expired");
    }
  }

  /**
   * Makes a session of a sign-in and gives the browser its cookies, unless there is something to
   * ask first.
   *
   * @param state what was proven, and of whom
   * @throws PostLoginStepException if it is not known whether there is
   */
  LoginOutcome finish(LoginRequest visit, LoginState state) {
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
    // Of two that come at once, one becomes a session.
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
                AuthenticationStrength.acr(AuthenticationStrength.level(state.proven())),
                state.remember() && pages.canRemember(visit)),
            visit.view(),
            session -> journal.recordSuccess(visit, session));
    var response = visit.exchange().response();
    response.addHeader("Set-Cookie", begun.setCookie());
    response.addHeader("Set-Cookie", browsers.signInCookie(tenant, visit.view(), subject));
    return new LoginOutcome.LoginSuccess();
  }

  /** Ends a sign-in that a step does not let come to an end. */
  void fail(LoginRequest visit, PostLoginStepException failure) {
    LOG.error("sign-in.step-failed step={}", failure.step(), failure);
    attempts.end(visit.tenant(), visit.entry());
    journal.recordFailure(visit, visit.state(), failure.step(), "step_failed");
  }

  /** Ends a sign-in that nothing came of, or that needs nothing. */
  void abandon(LoginRequest visit, String returnTo) throws IOException {
    attempts.drop(visit.tenant(), visit.entry());
    goBack(visit, returnTo);
  }

  private static void goBack(LoginRequest visit, String returnTo) {
    visit.exchange().redirect(visit.exchange().baseUrl() + returnTo);
  }
}
