package org.lumoauth.authn.federation.signin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignIn.Begun;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who reads a page, and whether a form is of our own page in their session. */
@Component(service = Reader.class)
public final class Reader {

  static final String FORM_TOKEN = "form_token";

  private final Sessions sessions;
  private final SignIn signIn;

  @Activate
  public Reader(@Reference Sessions sessions, @Reference SignIn signIn) {
    this.sessions = sessions;
    this.signIn = signIn;
  }

  /** The reader's session, if a user is signed in. */
  Optional<Session> current(Exchange exchange) {
    return sessions
        .current(exchange.tenant(), exchange.view())
        .filter(session -> session.subject().type().equals(SubjectRef.USER))
        .filter(session -> signIn.satisfied(exchange.tenant(), session, SignInRequirement.any()));
  }

  /** Lets the reader sign in, to come back. */
  Begun signIn(Exchange exchange, SignInRequirement requirement, String url) {
    return signIn.begin(exchange.tenant(), requirement, SocialAddress.path(url), exchange.view());
  }

  String formToken(Exchange exchange, Session session, String purpose) {
    return sessions.formToken(exchange.tenant(), session, purpose);
  }

  boolean holds(
      Exchange exchange, Session session, String purpose, Map<String, List<String>> form) {
    return sessions.formTokenHolds(
        exchange.tenant(), session, purpose, FormField.sole(form, FORM_TOKEN));
  }
}
