/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Protects the pages of a module: requires a session with sufficient authentication, and accepts
 * only forms of that page and session. A page starts with {@link #requireSession}; process its form
 * only after {@link #isFormTokenValid}.
 */
@Component(service = PageSessionGuard.class, property = "lumoauth.for-others:Boolean=true")
public final class PageSessionGuard {

  /** The form field that contains the token. */
  public static final String FORM_TOKEN = "form_token";

  private final SessionService sessions;
  private final SignInService signIn;

  @Activate
  public PageSessionGuard(@Reference SessionService sessions, @Reference SignInService signIn) {
    this.sessions = sessions;
    this.signIn = signIn;
  }

  /** Returns the current session of the signed-in user, if it needs no further authentication. */
  public Optional<Session> findCurrentSession(HttpExchange exchange) {
    return findCurrentSession(exchange, SignInRequirement.any());
  }

  /** Returns the current session, if it meets this requirement. */
  public Optional<Session> findCurrentSession(
      HttpExchange exchange, SignInRequirement requirement) {
    return sessions
        .findCurrent(exchange.tenant(), exchange.view())
        .filter(of -> of.subject().type().equals(SubjectRef.USER))
        .filter(of -> signIn.isSatisfied(exchange.tenant(), of, requirement));
  }

  /**
   * Returns the current session. If it is empty, the response redirects the user to sign in and
   * back.
   *
   * @param address where to return: a URL or a path of this server with its query, built by the
   *     caller
   */
  public Optional<Session> requireSession(HttpExchange exchange, String address) {
    return requireSession(exchange, SignInRequirement.any(), address);
  }

  /**
   * Returns the current session as {@link #requireSession(HttpExchange, String)} does, if it meets
   * this requirement.
   */
  public Optional<Session> requireSession(
      HttpExchange exchange, SignInRequirement requirement, String address) {
    Optional<Session> session = findCurrentSession(exchange, requirement);
    if (session.isEmpty()) {
      exchange.redirect(beginSignIn(exchange, requirement, address));
    }
    return session;
  }

  /**
   * Starts a sign-in for this browser even if a user is signed in; {@link
   * HttpExchange#redirect(SignInService.SignInRedirect)} leads to it.
   *
   * @param address where it ends, as in {@link #requireSession(HttpExchange, String)}
   */
  public SignInService.SignInRedirect beginSignIn(
      HttpExchange exchange, SignInRequirement requirement, String address) {
    return signIn.begin(exchange.tenant(), requirement, pathAndQuery(address), exchange.view());
  }

  /**
   * Creates the value that a form of the page sends as {@link #FORM_TOKEN}.
   *
   * @param purpose what the form does and to which object; the token is valid only for this purpose
   */
  public String createFormToken(HttpExchange exchange, Session session, String purpose) {
    return sessions.createFormToken(exchange.tenant(), session, purpose);
  }

  /**
   * Returns whether a form was sent from that page in this session (RFC 6749 section 10.12).
   *
   * @param form as returned by {@link HttpExchange#readForm}
   */
  public boolean isFormTokenValid(
      HttpExchange exchange, Session session, String purpose, Map<String, List<String>> form) {
    return sessions.isFormTokenValid(
        exchange.tenant(), session, purpose, FormFieldReader.readSingle(form, FORM_TOKEN));
  }

  /** Returns a URL of this server as a path with its query. */
  public static String pathAndQuery(String url) {
    URI uri = URI.create(url);
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
