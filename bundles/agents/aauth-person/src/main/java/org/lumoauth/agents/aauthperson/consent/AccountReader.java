package org.lumoauth.agents.aauthperson.consent;

import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who reads the account pages, and whether a form comes from one of theirs. */
@Component(service = AccountReader.class)
public final class AccountReader {

  private final Sessions sessions;
  private final SignIn signIn;

  @Activate
  public AccountReader(@Reference Sessions sessions, @Reference SignIn signIn) {
    this.sessions = sessions;
    this.signIn = signIn;
  }

  /** The session of a person who is signed in as they have to be. */
  Optional<Session> session(Exchange exchange) {
    return sessions
        .current(exchange.tenant(), exchange.view())
        .filter(of -> of.subject().type().equals(SubjectRef.USER))
        .filter(of -> signIn.satisfied(exchange.tenant(), of, SignInRequirement.any()));
  }

  /**
   * Sends the reader to sign in, and back.
   *
   * @param back a path, perhaps with its query
   */
  void signIn(Exchange exchange, String back) {
    exchange.redirect(
        signIn.begin(exchange.tenant(), SignInRequirement.any(), back, exchange.view()));
  }

  /**
   * What a form of a page sends.
   *
   * @param purpose names the page
   */
  String formToken(Exchange exchange, Session session, String purpose) {
    return sessions.formToken(exchange.tenant(), session, purpose);
  }

  boolean formTokenHolds(Exchange exchange, Session session, String purpose, String token) {
    return sessions.formTokenHolds(exchange.tenant(), session, purpose, token);
  }
}
