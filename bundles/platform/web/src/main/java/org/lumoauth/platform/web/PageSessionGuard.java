package org.lumoauth.platform.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.directory.SubjectRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets people in to the pages of a module: signed in as it takes, and with forms of that page in
 * that session alone. A page begins with {@link #requireSession}; what its form asks for is done
 * after {@link #isFormTokenValid}.
 */
@Component(service = PageSessionGuard.class, property = "lumoauth.for-others:Boolean=true")
public final class PageSessionGuard {

  /** The field of a form that has its token. */
  public static final String FORM_TOKEN = "form_token";

  private final SessionService sessions;
  private final SignInService signIn;

  @Activate
  public PageSessionGuard(@Reference SessionService sessions, @Reference SignInService signIn) {
    this.sessions = sessions;
    this.signIn = signIn;
  }

  /** The session of the user who is signed in here, if nothing more is to be asked of them. */
  public Optional<Session> findCurrentSession(HttpExchange exchange) {
    return findCurrentSession(exchange, SignInRequirement.any());
  }

  /** The same, if they are signed in as this requires. */
  public Optional<Session> findCurrentSession(
      HttpExchange exchange, SignInRequirement requirement) {
    return sessions
        .findCurrent(exchange.tenant(), exchange.view())
        .filter(of -> of.subject().type().equals(SubjectRef.USER))
        .filter(of -> signIn.isSatisfied(exchange.tenant(), of, requirement));
  }

  /**
   * The reader's session; empty if the answer sends them to sign in and to come back.
   *
   * @param address where to: a URL or a path of this server with its query, made by whoever calls
   */
  public Optional<Session> requireSession(HttpExchange exchange, String address) {
    return requireSession(exchange, SignInRequirement.any(), address);
  }

  /** The same, for who is signed in as this requires. */
  public Optional<Session> requireSession(
      HttpExchange exchange, SignInRequirement requirement, String address) {
    Optional<Session> session = findCurrentSession(exchange, requirement);
    if (session.isEmpty()) {
      exchange.redirect(beginSignIn(exchange, requirement, address));
    }
    return session;
  }

  /**
   * Begins a sign-in for this browser, whoever is signed in there: {@link
   * Exchange#redirect(SignInService.Begun)} leads to it.
   *
   * @param address where it ends, as in {@link #requireSession(Exchange, String)}
   */
  public SignInService.SignInRedirect beginSignIn(
      HttpExchange exchange, SignInRequirement requirement, String address) {
    return signIn.begin(exchange.tenant(), requirement, pathAndQuery(address), exchange.view());
  }

  /**
   * What a form of the page sends as {@link #FORM_TOKEN}.
   *
   * @param purpose what the form does and to what: its token is good for nothing else
   */
  public String createFormToken(HttpExchange exchange, Session session, String purpose) {
    return sessions.createFormToken(exchange.tenant(), session, purpose);
  }

  /**
   * Whether a form was sent from that page in this session (RFC 6749 section 10.12).
   *
   * @param form as {@link HttpExchange#readForm} gives it
   */
  public boolean isFormTokenValid(
      HttpExchange exchange, Session session, String purpose, Map<String, List<String>> form) {
    return sessions.isFormTokenValid(
        exchange.tenant(), session, purpose, FormFieldReader.readSingle(form, FORM_TOKEN));
  }

  /** A URL of this server as a path with its query. */
  public static String pathAndQuery(String url) {
    URI uri = URI.create(url);
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
