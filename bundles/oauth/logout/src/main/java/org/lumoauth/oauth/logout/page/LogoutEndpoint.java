package org.lumoauth.oauth.logout.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.logout.state.BrowserState;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signs the browser out. Without an ID token of this very session it asks first, so that no other
 * site can sign anybody out.
 *
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html">OpenID Connect
 *     RP-Initiated Logout</a>
 */
@Takes(
    as = Takes.As.FORM,
    members = {
      @Member(value = Asked.HINT, says = "An ID token of the session"),
      @Member(value = Asked.CLIENT, says = "Where there is no hint"),
      @Member(value = Asked.RETURN_TO, says = "As the client registered it"),
      @Member(Asked.STATE),
      @Member(Asked.LOCALES)
    },
    optional = true)
@AnswersWith(status = 200)
@AnswersWith(status = 303)
@Refuses(400)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-logout",
      "lumoauth.web.routes=GET ~/oauth/logout",
      "lumoauth.web.routes=POST ~/oauth/logout",
      "lumoauth.web.guard=open"
    })
public final class LogoutEndpoint implements HotEndpoint {

  /** What a form token of the confirmation is for. */
  static final String PURPOSE = "logout";

  private static final String KEPT = "logout";
  private static final String FORM_TOKEN = "form_token";
  private static final String DECISION = "decision";

  /** What a header of a response has room for. */
  private static final int MAX_URL = 6_000;

  private final LogoutRequests requests;
  private final LogoutPages pages;
  private final Frames frames;
  private final Sessions sessions;
  private final BrowserState state;
  private final KeptRequests kept;
  private final AuditLog audit;

  @Activate
  public LogoutEndpoint(
      @Reference LogoutRequests requests,
      @Reference LogoutPages pages,
      @Reference Frames frames,
      @Reference Sessions sessions,
      @Reference BrowserState state,
      @Reference KeptRequests kept,
      @Reference AuditLog audit) {
    this.requests = requests;
    this.pages = pages;
    this.frames = frames;
    this.sessions = sessions;
    this.state = state;
    this.kept = kept;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = "POST".equals(exchange.request().getMethod());
    Sent sent;
    try {
      sent = Sent.of(post ? exchange.readForm() : Sent.query(exchange.request()));
    } catch (OAuthError refusal) {
      pages.refused(exchange, Asked.nothing(), refusal);
      return;
    }
    if (!post) {
      Asked asked =
          sent.one(KEPT)
              .map(key -> kept.find(exchange.tenant(), key))
              .orElseGet(() -> Asked.of(sent::one));
      answer(exchange, asked);
    } else if (sent.one(DECISION).isPresent()) {
      decide(exchange, sent);
    } else {
      comeBack(exchange, Asked.of(sent::one));
    }
  }

  /** Another site's POST comes without the session's cookie (SameSite): a GET of our own has it. */
  private void comeBack(Exchange exchange, Asked asked) throws IOException {
    Optional<LogoutRequests.Valid> valid = valid(exchange, asked);
    if (valid.isEmpty()) {
      return;
    }
    Map<String, String> query =
        kept.keep(exchange, asked, valid.get())
            .map(key -> Map.of(KEPT, key))
            .orElseGet(() -> asked.withoutHint(valid.get().client()).parameters());
    String url = exchange.tenant().issuer() + "/oauth/logout" + text(query);
    if (url.length() > MAX_URL) {
      pages.refused(exchange, asked, OAuthError.invalidRequest("The parameters are too long."));
    } else {
      exchange.redirect(url);
    }
  }

  private static String text(Map<String, String> query) {
    return query.isEmpty()
        ? ""
        : query.entrySet().stream()
            .map(of -> of.getKey() + "=" + URLEncoder.encode(of.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  private void answer(Exchange exchange, Asked asked) throws IOException {
    Optional<LogoutRequests.Valid> valid = valid(exchange, asked);
    if (valid.isEmpty()) {
      return;
    }
    Optional<Session> session = sessions.current(exchange.tenant(), exchange.view());
    if (session.isEmpty()) {
      leave(exchange, asked, valid.get(), List.of(), false);
    } else if (valid.get().isOf(session.get())) {
      end(exchange, asked, valid.get(), session.get());
    } else {
      ask(exchange, asked, valid.get(), session.get());
    }
  }

  private void ask(Exchange exchange, Asked asked, LogoutRequests.Valid request, Session session)
      throws IOException {
    Map<String, String> hidden = new HashMap<>(asked.withoutHint(request.client()).parameters());
    hidden.put(FORM_TOKEN, sessions.formToken(exchange.tenant(), session, PURPOSE));
    pages.confirm(exchange, asked, request, session, hidden);
  }

  private void decide(Exchange exchange, Sent sent) throws IOException {
    TenantContext tenant = exchange.tenant();
    Asked asked = Asked.of(sent::one);
    Optional<LogoutRequests.Valid> valid = valid(exchange, asked);
    if (valid.isEmpty()) {
      return;
    }
    Optional<Session> session = sessions.current(tenant, exchange.view());
    if (session.isEmpty()) {
      leave(exchange, asked, valid.get(), List.of(), false);
      return;
    }
    boolean ours =
        sent.one(FORM_TOKEN)
            .filter(token -> sessions.formTokenHolds(tenant, session.get(), PURPOSE, token))
            .isPresent();
    if (!ours) {
      ask(exchange, asked, valid.get(), session.get());
    } else if (sent.one(DECISION).filter("logout"::equals).isPresent()) {
      end(exchange, asked, valid.get(), session.get());
    } else {
      pages.stayed(exchange, asked, valid.get());
    }
  }

  private void end(Exchange exchange, Asked asked, LogoutRequests.Valid request, Session session)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    List<String> framed = frames.of(tenant, session.id()); // before the session forgets them
    sessions.end(tenant, session.id());
    recordLogout(exchange, request.client(), session);
    leave(exchange, asked, request, framed, request.isOf(session));
  }

  /**
   * @param proven whether an ID token of the session that ended shows that its user signed in to
   *     the client; a client that registered itself is not redirected to without it (RFC 9700
   *     section 4.11.2)
   */
  private void leave(
      Exchange exchange,
      Asked asked,
      LogoutRequests.Valid request,
      List<String> framed,
      boolean proven)
      throws IOException {
    var response = exchange.response();
    response.addHeader("Set-Cookie", sessions.clearCookie(exchange.tenant()));
    response.addHeader("Set-Cookie", state.clearCookie(exchange.tenant()));
    boolean trusted = proven || request.client().filter(Client::isSelfRegistered).isEmpty();
    if (trusted && framed.isEmpty() && request.continueUrl().isPresent()) {
      exchange.redirect(request.continueUrl().get());
    } else {
      pages.done(exchange, asked, request, framed, trusted);
    }
  }

  /** Empty if it does not hold, which the reader has been told then. */
  private Optional<LogoutRequests.Valid> valid(Exchange exchange, Asked asked) throws IOException {
    try {
      return Optional.of(requests.check(exchange.tenant(), asked));
    } catch (OAuthError refusal) {
      pages.refused(exchange, asked, refusal);
      return Optional.empty();
    }
  }

  private void recordLogout(Exchange exchange, Optional<Client> client, Session session) {
    audit.record(
        exchange.tenant().id(),
        new AuditEvent(
            "auth.logout",
            Outcome.SUCCESS,
            session.subject(),
            List.of(),
            Optional.of(new Target("session", session.id(), Optional.empty())),
            "Somebody signed out.",
            Optional.of(exchange.requestInfo()),
            client.map(of -> Map.<String, Object>of("client_id", of.clientId())).orElse(Map.of())));
  }
}
