/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Decides whether an authorization error may be sent to the redirect URI of a client. A client that
 * registered itself receives errors only after the user has signed in and consented; otherwise it
 * could use this server as an open redirector.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.11.2">RFC 9700 section 4.11.2</a>
 */
final class ErrorRedirectPolicy {

  private final SessionService sessions;
  private final ConsentService consents;

  /** How an error is handled. */
  enum AuthorizationErrorHandling {
    /** The client receives it. */
    REDIRECT,
    /** The user sees it, with a link to the client. */
    PAGE_WITH_LINK,
    /** The user sees it. */
    PAGE
  }

  ErrorRedirectPolicy(SessionService sessions, ConsentService consents) {
    this.sessions = sessions;
    this.consents = consents;
  }

  /** Returns how an error is handled for this client in this browser. */
  AuthorizationErrorHandling of(HttpExchange exchange, Client client) {
    if (!client.isSelfRegistered()) {
      return AuthorizationErrorHandling.REDIRECT;
    }
    var tenant = exchange.tenant();
    Optional<Session> session = sessions.findCurrent(tenant, exchange.view());
    if (session.isEmpty()) {
      return AuthorizationErrorHandling.PAGE;
    }
    return consents.find(tenant, session.get().subject(), client.clientId()).isPresent()
        ? AuthorizationErrorHandling.REDIRECT
        : AuthorizationErrorHandling.PAGE_WITH_LINK;
  }
}
