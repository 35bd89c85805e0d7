package org.lumoauth.agents.vault.link;

import java.net.URI;
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
@Component(service = Visitor.class)
public final class Visitor {

  static final String FORM_TOKEN = "form_token";

  private final Sessions sessions;
  private final SignIn signIn;

  @Activate
  public Visitor(@Reference Sessions sessions, @Reference SignIn signIn) {
    this.sessions = sessions;
    this.signIn = signIn;
  }

  /**
   * The reader's session; empty if they were sent to sign in, to come back.
   *
   * @param address where to
   */
  Optional<Session> enter(Exchange exchange, String address) {
    Optional<Session> session = current(exchange);
    if (session.isEmpty()) {
      exchange.redirect(
          signIn.begin(exchange.tenant(), SignInRequirement.any(), path(address), exchange.view()));
    }
    return session;
  }

  /** The reader's session, if somebody is signed in. */
  Optional<Session> current(Exchange exchange) {
    return sessions
        .current(exchange.tenant(), exchange.view())
        .filter(of -> of.subject().type().equals(SubjectRef.USER))
        .filter(of -> signIn.satisfied(exchange.tenant(), of, SignInRequirement.any()));
  }

  /** A token for a form. */
  String formToken(Exchange exchange, Session session, String purpose) {
    return sessions.formToken(exchange.tenant(), session, purpose);
  }

  /** Whether a form was sent from our page in this session (RFC 6749 section 10.12). */
  boolean holds(
      Exchange exchange, Session session, String purpose, Map<String, List<String>> form) {
    return sessions.formTokenHolds(
        exchange.tenant(), session, purpose, FormField.sole(form, FORM_TOKEN));
  }

  /** A parameter's value; empty if it is absent or there twice. */
  static String parameter(Exchange exchange, String name) {
    String[] values = exchange.request().getParameterValues(name);
    return values != null && values.length == 1 ? values[0] : "";
  }

  /** A URL of this server as a path. */
  static String path(String url) {
    return URI.create(url).getRawPath();
  }
}
