/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Guards the account pages: requires a session, and accepts only forms of this server's own pages.
 * Unlike the pages of other modules ({@link PageSessionGuard#findCurrentSession}), it admits a user
 * with a session even if required sign-in steps are pending, because these steps must not prevent
 * users from revoking sessions and access.
 */
@Component(service = AccountPageGuard.class)
public final class AccountPageGuard {

  private static final int FORBIDDEN = 403;

  private final SessionService sessions;
  private final PageSessionGuard readers;
  private final AccountPageRenderer pages;

  @Activate
  public AccountPageGuard(
      @Reference SessionService sessions,
      @Reference PageSessionGuard readers,
      @Reference AccountPageRenderer pages) {
    this.sessions = sessions;
    this.readers = readers;
    this.pages = pages;
  }

  /**
   * Returns the reader's session; empty if the reader was redirected to sign in and then return to
   * this page.
   */
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
   * Returns the form that the reader submitted from this page in this session (RFC 6749 section
   * 10.12); empty if it is invalid, after an error page was sent.
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

  /** Redirects to the page with a success message. */
  static void redirectDone(HttpExchange exchange, AccountSection section) {
    exchange.redirect(section.path(exchange.tenant()) + "?done=1");
  }
}
