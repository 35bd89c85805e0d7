package org.lumoauth.agents.aauthperson.pending;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who may answer an agent. One that has a person is answered by nobody else. */
@Component(service = WhoAnswers.class)
public final class WhoAnswers {

  private static final int MAX_HINT = 255;

  private final Sessions sessions;
  private final SignIn signIn;

  @Activate
  public WhoAnswers(@Reference Sessions sessions, @Reference SignIn signIn) {
    this.sessions = sessions;
    this.signIn = signIn;
  }

  /** The session of who may answer, if they are signed in as they have to be. */
  Optional<Session> session(Exchange exchange, Question asked) {
    return sessions
        .current(exchange.tenant(), exchange.view())
        .filter(of -> signIn.satisfied(exchange.tenant(), of, requirement(asked)))
        .filter(of -> of.subject().type().equals(SubjectRef.USER))
        .filter(of -> asked.user().isEmpty() || of.subject().id().equals(asked.user()));
  }

  /**
   * Sends the reader to sign in, and back.
   *
   * @param back a path with its query
   */
  void signIn(Exchange exchange, Question asked, String back) {
    exchange.redirect(signIn.begin(exchange.tenant(), requirement(asked), back, exchange.view()));
  }

  /**
   * Sends the reader to sign in as somebody else, and back.
   *
   * @param back a path with its query
   */
  void signInAsOther(Exchange exchange, Question asked, String back) {
    exchange.redirect(
        signIn.begin(exchange.tenant(), requirement(asked, true), back, exchange.view()));
  }

  /** Whom the agent expects: filled in where nobody is its person yet, and no more than that. */
  private static Optional<String> hint(Question asked) {
    return Optional.of(Parameters.words(asked.request().get("login_hint")))
        .filter(hint -> !hint.isBlank() && hint.length() <= MAX_HINT);
  }

  private static SignInRequirement requirement(Question asked) {
    return requirement(asked, false);
  }

  private static SignInRequirement requirement(Question asked, boolean other) {
    var any = SignInRequirement.any();
    return new SignInRequirement(
        asked.notBefore() == 0
            ? any.notBefore()
            : Optional.of(Instant.ofEpochMilli(asked.notBefore())),
        any.acrValues(),
        any.acrEssential(),
        asked.user().isEmpty()
            ? any.subject()
            : Optional.of(new SubjectRef(SubjectRef.USER, asked.user())),
        asked.user().isEmpty() ? hint(asked) : any.loginHint(),
        other,
        any.create(),
        any.uiLocales(),
        any.clientId());
  }
}
