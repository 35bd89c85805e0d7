package org.lumoauth.agents.aauthperson.pending;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who may answer an agent. One that has a person is answered by nobody else. */
@Component(service = WhoAnswers.class)
public final class WhoAnswers {

  private static final int MAX_HINT = 255;

  private final PageReaders readers;

  @Activate
  public WhoAnswers(@Reference PageReaders readers) {
    this.readers = readers;
  }

  /** The session of who may answer, if they are signed in as they have to be. */
  Optional<Session> session(Exchange exchange, Question asked) {
    return readers
        .current(exchange, requirement(asked))
        .filter(of -> asked.user().isEmpty() || of.subject().id().equals(asked.user()));
  }

  /**
   * Sends the reader to sign in, and back.
   *
   * @param back a path with its query
   */
  void signIn(Exchange exchange, Question asked, String back) {
    exchange.redirect(readers.signIn(exchange, requirement(asked), back));
  }

  /**
   * Sends the reader to sign in as somebody else, and back.
   *
   * @param back a path with its query
   */
  void signInAsOther(Exchange exchange, Question asked, String back) {
    exchange.redirect(readers.signIn(exchange, requirement(asked).choosing(true), back));
  }

  /** Whom the agent expects: filled in where nobody is its person yet, and no more than that. */
  private static Optional<String> hint(Question asked) {
    return Optional.of(Parameters.words(asked.request().get("login_hint")))
        .filter(hint -> !hint.isBlank() && hint.length() <= MAX_HINT);
  }

  private static SignInRequirement requirement(Question asked) {
    var any = SignInRequirement.any();
    var then = asked.notBefore() == 0 ? any : any.since(Instant.ofEpochMilli(asked.notBefore()));
    return asked.user().isEmpty()
        ? hint(asked).map(then::hinting).orElse(then)
        : then.by(new SubjectRef(SubjectRef.USER, asked.user()));
  }
}
