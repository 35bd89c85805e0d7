package org.lumoauth.authn.flow;

import java.io.IOException;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.Sessions.NewSession;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserMilestones;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one place where a sign-in becomes a session. */
@Component(service = LoginCompletion.class)
public final class LoginCompletion {
  private final LoginAttempts attempts;
  private final LoginPages pages;
  private final LoginJournal journal;
  private final KnownBrowsers browsers;
  private final People people;
  private final Sessions sessions;
  private final UserMilestones milestones;

  @Activate
  public LoginCompletion(
      @Reference LoginAttempts attempts,
      @Reference LoginPages pages,
      @Reference LoginJournal journal,
      @Reference KnownBrowsers browsers,
      @Reference People people,
      @Reference Sessions sessions,
      @Reference UserMilestones milestones) {
    this.attempts = attempts;
    this.pages = pages;
    this.journal = journal;
    this.browsers = browsers;
    this.people = people;
    this.sessions = sessions;
    this.milestones = milestones;
  }

  /** Whether this user may be signed in at all; asked again when it is done. */
  boolean admits(Visit visit, SubjectRef subject) {
    return people.enabled(visit.tenant(), subject)
        && visit.state().requirement().subject().map(subject::equals).orElse(true);
  }

  /** Signs in who proved who they are, and sends the browser back. */
  void complete(Visit visit, LoginState state) throws IOException {
    if (finish(visit, state)) {
      goBack(visit, state.returnTo());
    } else {
      pages.over(visit.exchange(), 400, "session_expired");
    }
  }

  /**
   * Makes a session of a sign-in and gives the browser its cookies.
   *
   * @param state what was proven, and of whom
   * @return whether this was the request that did it
   */
  boolean finish(Visit visit, LoginState state) {
    var tenant = visit.tenant();
    var subject = state.subject().orElseThrow();
    // Of two that come at once, one becomes a session.
    if (!admits(visit, subject) || !attempts.end(tenant, visit.attempt())) {
      return false;
    }
    var begun =
        sessions.begin(
            tenant,
            new NewSession(
                subject,
                state.proven(),
                Strength.acr(Strength.level(state.proven())),
                state.remember() && pages.canRemember(visit)),
            visit.view());
    milestones.signedIn(tenant, subject.id(), begun.session().authenticatedAt());
    journal.succeeded(visit, begun.session());
    var response = visit.exchange().response();
    response.addHeader("Set-Cookie", begun.setCookie());
    response.addHeader("Set-Cookie", browsers.signedIn(tenant, visit.view(), subject));
    return true;
  }

  /** Ends a sign-in that nothing came of, or that needs nothing. */
  void leave(Visit visit, String returnTo) throws IOException {
    attempts.end(visit.tenant(), visit.attempt());
    goBack(visit, returnTo);
  }

  private static void goBack(Visit visit, String returnTo) {
    visit.exchange().redirect(visit.exchange().baseUrl() + returnTo);
  }
}
