package org.lumoauth.platform.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets people in to the pages of a module: signed in as it takes, and with forms of that page in
 * that session alone. A page begins with {@link #enter}; what its form asks for is done after
 * {@link #holds}.
 */
@Component(service = PageReaders.class, property = "lumoauth.for-others:Boolean=true")
public final class PageReaders {

  /** The field of a form that has its token. */
  public static final String FORM_TOKEN = "form_token";

  private final Sessions sessions;
  private final SignIn signIn;

  @Activate
  public PageReaders(@Reference Sessions sessions, @Reference SignIn signIn) {
    this.sessions = sessions;
    this.signIn = signIn;
  }

  /** The session of the user who is signed in here, if nothing more is to be asked of them. */
  public Optional<Session> current(Exchange exchange) {
    return current(exchange, SignInRequirement.any());
  }

  /** The same, if they are signed in as this requires. */
  public Optional<Session> current(Exchange exchange, SignInRequirement requirement) {
    return sessions
        .current(exchange.tenant(), exchange.view())
        .filter(of -> of.subject().type().equals(SubjectRef.USER))
        .filter(of -> signIn.satisfied(exchange.tenant(), of, requirement));
  }

  /**
   * The reader's session; empty if the answer sends them to sign in and to come back.
   *
   * @param address where to: a URL or a path of this server with its query, made by whoever calls
   */
  public Optional<Session> enter(Exchange exchange, String address) {
    return enter(exchange, SignInRequirement.any(), address);
  }

  /** The same, for who is signed in as this requires. */
  public Optional<Session> enter(Exchange exchange, SignInRequirement requirement, String address) {
    Optional<Session> session = current(exchange, requirement);
    if (session.isEmpty()) {
      exchange.redirect(signIn(exchange, requirement, address));
    }
    return session;
  }

  /**
   * Begins a sign-in for this browser, whoever is signed in there: {@link
   * Exchange#redirect(SignIn.Begun)} leads to it.
   *
   * @param address where it ends, as in {@link #enter(Exchange, String)}
   */
  public SignIn.Begun signIn(Exchange exchange, SignInRequirement requirement, String address) {
    return signIn.begin(exchange.tenant(), requirement, path(address), exchange.view());
  }

  /**
   * What a form of the page sends as {@link #FORM_TOKEN}.
   *
   * @param purpose what the form does and to what: its token is good for nothing else
   */
  public String formToken(Exchange exchange, Session session, String purpose) {
    return sessions.formToken(exchange.tenant(), session, purpose);
  }

  /**
   * Whether a form was sent from that page in this session (RFC 6749 section 10.12).
   *
   * @param form as {@link Exchange#readForm} gives it
   */
  public boolean holds(
      Exchange exchange, Session session, String purpose, Map<String, List<String>> form) {
    return sessions.formTokenHolds(
        exchange.tenant(), session, purpose, FormField.sole(form, FORM_TOKEN));
  }

  /** A URL of this server as a path with its query. */
  public static String path(String url) {
    URI uri = URI.create(url);
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
