package org.lumoauth.authn.account;

import java.io.IOException;
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

/** Lets people in to their account: signed in, and with forms of our own pages alone. */
@Component(service = AccountDoor.class)
public final class AccountDoor {

  static final String FORM_TOKEN = "form_token";

  private static final int FORBIDDEN = 403;

  private final Sessions sessions;
  private final SignIn signIn;
  private final AccountPages pages;

  @Activate
  public AccountDoor(
      @Reference Sessions sessions, @Reference SignIn signIn, @Reference AccountPages pages) {
    this.sessions = sessions;
    this.signIn = signIn;
    this.pages = pages;
  }

  /** The reader's session; empty if they were sent to sign in, to come back to this page. */
  Optional<Session> enter(Exchange exchange, Section section) {
    var tenant = exchange.tenant();
    Optional<Session> session =
        sessions
            .current(tenant, exchange.view())
            .filter(found -> found.subject().type().equals(SubjectRef.USER));
    if (session.isEmpty()) {
      exchange.redirect(
          signIn.begin(tenant, SignInRequirement.any(), section.path(tenant), exchange.view()));
    }
    return session;
  }

  /**
   * The form that the reader sent from this page, in this session (RFC 6749 section 10.12); empty
   * if it is not, which the reader has been told then.
   */
  Optional<Form> form(Exchange exchange, Session session, Section section) throws IOException {
    Form form = new Form(exchange.readForm());
    if (sessions.formTokenHolds(
        exchange.tenant(), session, section.purpose(), form.raw(FORM_TOKEN))) {
      return Optional.of(form);
    }
    pages.refused(exchange, section, FORBIDDEN);
    return Optional.empty();
  }

  /** Shows the page anew, with a word that it worked. */
  static void done(Exchange exchange, Section section) {
    exchange.redirect(section.path(exchange.tenant()) + "?done=1");
  }
}
