package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets people in to their account: signed in, and with forms of our own pages alone. Unlike the
 * pages of other modules ({@link PageReaders#current}) it lets in whoever has a session, also while
 * something is to be asked of them before they go on: here they end sessions and take back what
 * they allowed, and nothing that waits for an answer may keep them from it.
 */
@Component(service = AccountDoor.class)
public final class AccountDoor {

  private static final int FORBIDDEN = 403;

  private final Sessions sessions;
  private final PageReaders readers;
  private final AccountPages pages;

  @Activate
  public AccountDoor(
      @Reference Sessions sessions, @Reference PageReaders readers, @Reference AccountPages pages) {
    this.sessions = sessions;
    this.readers = readers;
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
      exchange.redirect(readers.signIn(exchange, SignInRequirement.any(), section.path(tenant)));
    }
    return session;
  }

  /**
   * The form that the reader sent from this page, in this session (RFC 6749 section 10.12); empty
   * if it is not, which the reader has been told then.
   */
  Optional<Form> form(Exchange exchange, Session session, Section section) throws IOException {
    Map<String, List<String>> form = exchange.readForm();
    if (readers.holds(exchange, session, section.purpose(), form)) {
      return Optional.of(new Form(form));
    }
    pages.refused(exchange, section, FORBIDDEN);
    return Optional.empty();
  }

  /** Shows the page anew, with a word that it worked. */
  static void done(Exchange exchange, Section section) {
    exchange.redirect(section.path(exchange.tenant()) + "?done=1");
  }
}
