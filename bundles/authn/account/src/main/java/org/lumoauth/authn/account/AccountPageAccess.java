package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets people in to their account: signed in, and with forms of our own pages alone. Unlike the
 * pages of other modules ({@link PageSessionGuard#findCurrentSession}) it lets in whoever has a
 * session, also while something is to be asked of them before they go on: here they end sessions
 * and take back what they allowed, and nothing that waits for an answer may keep them from it.
 */
@Component(service = AccountPageAccess.class)
public final class AccountPageAccess {

  private static final int FORBIDDEN = 403;

  private final SessionService sessions;
  private final PageSessionGuard readers;
  private final AccountPageRenderer pages;

  @Activate
  public AccountPageAccess(
      @Reference SessionService sessions,
      @Reference PageSessionGuard readers,
      @Reference AccountPageRenderer pages) {
    this.sessions = sessions;
    this.readers = readers;
    this.pages = pages;
  }

  /** The reader's session; empty if they were sent to sign in, to come back to this page. */
  Optional<Session> requireSession(HttpExchange exchange, AccountSection section) {
    var tenant = exchange.tenant();
    Optional<Session> session =
        sessions
            .findCurrent(tenant, exchange.view())
            .filter(found -> found.subject().type().equals(SubjectRef.USER));
    if (session.isEmpty()) {
      exchange.redirect(
          readers.beginSignIn(exchange, SignInRequirement.any(), section.path(tenant)));
    }
    return session;
  }

  /**
   * The form that the reader sent from this page, in this session (RFC 6749 section 10.12); empty
   * if it is not, which the reader has been told then.
   */
  Optional<AccountForm> readForm(HttpExchange exchange, Session session, AccountSection section)
      throws IOException {
    Map<String, List<String>> form = exchange.readForm();
    if (readers.isFormTokenValid(exchange, session, section.purpose(), form)) {
      return Optional.of(new AccountForm(form));
    }
    pages.renderRefused(exchange, section, FORBIDDEN);
    return Optional.empty();
  }

  /** Shows the page anew, with a word that it worked. */
  static void redirectDone(HttpExchange exchange, AccountSection section) {
    exchange.redirect(section.path(exchange.tenant()) + "?done=1");
  }
}
