package org.lumoauth.authn.flow;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.Sessions.NewSession;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserMilestones;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a sign-in becomes a session. */
@Component(service = LoginCompletion.class)
public final class LoginCompletion {
  private static final Logger LOG = LoggerFactory.getLogger(LoginCompletion.class);

  private final LoginAttempts attempts;
  private final LoginPages pages;
  private final LoginJournal journal;
  private final KnownBrowsers browsers;
  private final People people;
  private final Sessions sessions;
  private final UserMilestones milestones;
  private final FollowingSteps steps;
  private final InstantSource clock;

  @Activate
  public LoginCompletion(
      @Reference LoginAttempts attempts,
      @Reference LoginPages pages,
      @Reference LoginJournal journal,
      @Reference KnownBrowsers browsers,
      @Reference People people,
      @Reference Sessions sessions,
      @Reference UserMilestones milestones,
      @Reference FollowingSteps steps) {
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
      LoginAttempts attempts,
      LoginPages pages,
      LoginJournal journal,
      KnownBrowsers browsers,
      People people,
      Sessions sessions,
      UserMilestones milestones,
      FollowingSteps steps,
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
  sealed interface End {

    /** There is a session. */
    record Signed() implements End {}

    /** Something is to be asked first. */
    record Asks(LoginState state) implements End {}

    /** Another request was first, or the person may not sign in any more. */
    record Lost() implements End {}
  }

  /**
   * Whether it has become a session, which is looked for only where that is known to a browser:
   * whoever opens the pages of a sign-in for the first time costs no statement.
   */
  boolean over(Visit visit, Optional<Session> session) {
    return (session.isPresent() || browsers.used(visit.tenant(), visit.view()))
        && attempts.over(visit.tenant(), visit.entry());
  }

  /** Whether this user may be signed in at all; asked again when it is done. */
  boolean admits(Visit visit, SubjectRef subject) {
    return people.enabled(visit.tenant(), subject)
        && visit.state().requirement().subject().map(subject::equals).orElse(true);
  }

  /** Sends the browser back from a sign-in, or shows that it cannot go on. */
  void lead(Visit visit, End end, String returnTo) throws IOException {
    if (end instanceof End.Signed) {
      goBack(visit, returnTo);
    } else {
      pages.over(visit.exchange(), 400, "session_expired");
    }
  }

  /**
   * Makes a session of a sign-in and gives the browser its cookies, unless there is something to
   * ask first.
   *
   * @param state what was proven, and of whom
   * @throws StepFailed if it is not known whether there is
   */
  End finish(Visit visit, LoginState state) {
    var tenant = visit.tenant();
    var subject = state.subject().orElseThrow();
    if (!admits(visit, subject)) {
      return new End.Lost();
    }
    var after = state.after().orElseGet(() -> AfterProof.begun(subject, true));
    var next = steps.next(tenant, after, state.requirement().clientId());
    if (next.isPresent()) {
      return new End.Asks(state.following(next.get()));
    }
    // Of two that come at once, one becomes a session.
    if (!attempts.end(tenant, visit.entry())) {
      return new End.Lost();
    }
    milestones.signedIn(tenant, subject.id(), clock.instant());
    var begun =
        sessions.begin(
            tenant,
            new NewSession(
                subject,
                state.proven(),
                Strength.acr(Strength.level(state.proven())),
                state.remember() && pages.canRemember(visit)),
            visit.view(),
            session -> journal.succeeded(visit, session));
    var response = visit.exchange().response();
    response.addHeader("Set-Cookie", begun.setCookie());
    response.addHeader("Set-Cookie", browsers.signedIn(tenant, visit.view(), subject));
    return new End.Signed();
  }

  /** Ends a sign-in that a step does not let come to an end. */
  void fail(Visit visit, StepFailed failure) {
    LOG.error("sign-in.step-failed step={}", failure.step(), failure);
    attempts.end(visit.tenant(), visit.entry());
    journal.failed(visit, visit.state(), failure.step(), "step_failed");
  }

  /** Ends a sign-in that nothing came of, or that needs nothing. */
  void leave(Visit visit, String returnTo) throws IOException {
    attempts.drop(visit.tenant(), visit.entry());
    goBack(visit, returnTo);
  }

  private static void goBack(Visit visit, String returnTo) {
    visit.exchange().redirect(visit.exchange().baseUrl() + returnTo);
  }
}
