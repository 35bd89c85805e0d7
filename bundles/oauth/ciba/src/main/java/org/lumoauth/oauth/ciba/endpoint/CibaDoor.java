package org.lumoauth.oauth.ciba.endpoint;

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

/** Lets people in: signed in as it takes, and with forms of our own pages alone. */
@Component(service = CibaDoor.class)
public final class CibaDoor {

  private final Sessions sessions;
  private final SignIn signIn;

  @Activate
  public CibaDoor(@Reference Sessions sessions, @Reference SignIn signIn) {
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
      begin(exchange, SignInRequirement.any(), address);
    }
    return session;
  }

  /**
   * Whether the reader has signed in as a request wants it ({@code acr_values}, CIBA section 7.1);
   * if not, they are sent to.
   */
  boolean strong(Exchange exchange, Session session, List<String> acrValues, String address) {
    var any = SignInRequirement.any();
    var wanted =
        new SignInRequirement(
            any.notBefore(),
            acrValues,
            false,
            Optional.of(session.subject()),
            any.loginHint(),
            any.chooseAccount(),
            any.create(),
            any.uiLocales(),
            any.clientId());
    if (signIn.satisfied(exchange.tenant(), session, wanted)) {
      return true;
    }
    begin(exchange, wanted, address);
    return false;
  }

  /** Whether a form was sent from our page in this session (RFC 6749 section 10.12). */
  boolean holds(
      Exchange exchange, Session session, String purpose, Map<String, List<String>> form) {
    return sessions.formTokenHolds(
        exchange.tenant(), session, purpose, FormField.sole(form, CibaPages.FORM_TOKEN));
  }

  private void begin(Exchange exchange, SignInRequirement requirement, String address) {
    exchange.redirect(
        signIn.begin(exchange.tenant(), requirement, CibaAddress.path(address), exchange.view()));
  }
}
