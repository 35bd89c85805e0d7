package org.lumoauth.agents.approverinbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets people in: signed in, and with forms of our own pages alone. */
@Component(service = ApprovalDoor.class)
public final class ApprovalDoor {

  static final String FORM_TOKEN = "form_token";

  private final Sessions sessions;
  private final SignIn signIn;

  @Activate
  public ApprovalDoor(@Reference Sessions sessions, @Reference SignIn signIn) {
    this.sessions = sessions;
    this.signIn = signIn;
  }

  /**
   * The reader's session; empty if they were sent to sign in, to come back.
   *
   * @param address where to
   */
  Optional<Session> enter(Exchange exchange, String address) {
    Optional<Session> session =
        sessions
            .current(exchange.tenant(), exchange.view())
            .filter(of -> of.subject().type().equals(SubjectRef.USER))
            .filter(of -> signIn.satisfied(exchange.tenant(), of, SignInRequirement.any()));
    if (session.isEmpty()) {
      exchange.redirect(
          signIn.begin(
              exchange.tenant(),
              SignInRequirement.any(),
              ApprovalAddress.path(address),
              exchange.view()));
    }
    return session;
  }

  /** Whether a form was sent from our page in this session (RFC 6749 section 10.12). */
  boolean holds(
      Exchange exchange, Session session, String purpose, Map<String, List<String>> form) {
    return sessions.formTokenHolds(
        exchange.tenant(), session, purpose, FormField.sole(form, FORM_TOKEN));
  }

  /** The token of a form. */
  String token(Exchange exchange, Session session, String purpose) {
    return sessions.formToken(exchange.tenant(), session, purpose);
  }
}
