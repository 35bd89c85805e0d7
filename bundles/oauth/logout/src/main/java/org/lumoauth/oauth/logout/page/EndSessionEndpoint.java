/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.logout.state.SessionStateContributor;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the end-session endpoint, which signs the browser out. Without an ID token of the current
 * session the user must confirm, so that other sites cannot sign users out.
 *
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html">OpenID Connect
 *     RP-Initiated Logout</a>
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty(value = LogoutRequest.HINT, description = "An ID token of the session"),
      @SchemaProperty(
          value = LogoutRequest.CLIENT,
          description = "The client, if `id_token_hint` is omitted"),
      @SchemaProperty(
          value = LogoutRequest.RETURN_TO,
          description = "A post-logout redirect URI that the client registered"),
      @SchemaProperty(LogoutRequest.STATE),
      @SchemaProperty(LogoutRequest.LOCALES)
    },
    optional = true)
@ApiResponse(status = 200)
@ApiResponse(status = 303)
@ApiErrorResponses(400)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-logout",
      "lumoauth.web.routes=GET ~/oauth/logout",
      "lumoauth.web.routes=POST ~/oauth/logout",
      HttpHandler.SUMMARY + "=Sign the user out at a client's request (RP-Initiated Logout)",
      "lumoauth.web.guard=open"
    })
public final class EndSessionEndpoint implements HttpHandler {

  /** The purpose of the CSRF token of the confirmation form. */
  static final String PURPOSE = "logout";

  private static final String KEPT = "logout";
  private static final String FORM_TOKEN = "form_token";
  private static final String DECISION = "decision";

  /** The maximum URL length in a response header. */
  private static final int MAX_URL = 6_000;

  private final LogoutRequestValidator requests;
  private final LogoutPageRenderer pages;
  private final FrontChannelLogoutFrameProvider frames;
  private final SessionService sessions;
  private final SessionStateContributor state;
  private final LogoutRequestStore kept;
  private final AuditLog audit;

  @Activate
  public EndSessionEndpoint(
      @Reference LogoutRequestValidator requests,
      @Reference LogoutPageRenderer pages,
      @Reference FrontChannelLogoutFrameProvider frames,
      @Reference SessionService sessions,
      @Reference SessionStateContributor state,
      @Reference LogoutRequestStore kept,
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
  public void handle(HttpExchange exchange) throws IOException {
    boolean post = "POST".equals(exchange.request().getMethod());
    RawLogoutParameters sent;
    try {
      sent =
          RawLogoutParameters.of(
              post ? exchange.readForm() : RawLogoutParameters.query(exchange.request()));
    } catch (OAuthException refusal) {
      pages.renderRefused(exchange, LogoutRequest.nothing(), refusal);
      return;
    }
    if (!post) {
      LogoutRequest asked =
          sent.one(KEPT)
              .map(key -> kept.find(exchange.tenant(), key))
              .orElseGet(() -> LogoutRequest.of(sent::one));
      answer(exchange, asked);
    } else if (sent.one(DECISION).isPresent()) {
      decide(exchange, sent);
    } else {
      comeBack(exchange, LogoutRequest.of(sent::one));
    }
  }

  /**
   * Redirects to this server with GET, because a cross-site POST has no SameSite session cookie.
   */
  private void comeBack(HttpExchange exchange, LogoutRequest asked) throws IOException {
    Optional<LogoutRequestValidator.ValidatedLogoutRequest> valid = valid(exchange, asked);
    if (valid.isEmpty()) {
      return;
    }
    Map<String, String> query =
        kept.keep(exchange, asked, valid.get())
            .map(key -> Map.of(KEPT, key))
            .orElseGet(() -> asked.withoutHint(valid.get().client()).parameters());
    String url = exchange.tenant().issuer() + "/oauth/logout" + text(query);
    if (url.length() > MAX_URL) {
      pages.renderRefused(
          exchange,
          asked,
          OAuthException.invalidRequest(
              "The parameters must have at most about " + MAX_URL + " characters together."));
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

  private void answer(HttpExchange exchange, LogoutRequest asked) throws IOException {
    Optional<LogoutRequestValidator.ValidatedLogoutRequest> valid = valid(exchange, asked);
    if (valid.isEmpty()) {
      return;
    }
    Optional<Session> session = sessions.findCurrent(exchange.tenant(), exchange.view());
    if (session.isEmpty()) {
      leave(exchange, asked, valid.get(), List.of(), false);
    } else if (valid.get().isOf(session.get())) {
      end(exchange, asked, valid.get(), session.get());
    } else {
      ask(exchange, asked, valid.get(), session.get());
    }
  }

  private void ask(
      HttpExchange exchange,
      LogoutRequest asked,
      LogoutRequestValidator.ValidatedLogoutRequest request,
      Session session)
      throws IOException {
    Map<String, String> hidden = new HashMap<>(asked.withoutHint(request.client()).parameters());
    hidden.put(FORM_TOKEN, sessions.createFormToken(exchange.tenant(), session, PURPOSE));
    pages.renderConfirmation(exchange, asked, request, session, hidden);
  }

  private void decide(HttpExchange exchange, RawLogoutParameters sent) throws IOException {
    TenantContext tenant = exchange.tenant();
    LogoutRequest asked = LogoutRequest.of(sent::one);
    Optional<LogoutRequestValidator.ValidatedLogoutRequest> valid = valid(exchange, asked);
    if (valid.isEmpty()) {
      return;
    }
    Optional<Session> session = sessions.findCurrent(tenant, exchange.view());
    if (session.isEmpty()) {
      leave(exchange, asked, valid.get(), List.of(), false);
      return;
    }
    boolean ours =
        sent.one(FORM_TOKEN)
            .filter(token -> sessions.isFormTokenValid(tenant, session.get(), PURPOSE, token))
            .isPresent();
    if (!ours) {
      ask(exchange, asked, valid.get(), session.get());
    } else if (sent.one(DECISION).filter("logout"::equals).isPresent()) {
      end(exchange, asked, valid.get(), session.get());
    } else {
      pages.renderStayedSignedIn(exchange, asked, valid.get());
    }
  }

  private void end(
      HttpExchange exchange,
      LogoutRequest asked,
      LogoutRequestValidator.ValidatedLogoutRequest request,
      Session session)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    List<String> framed = frames.of(tenant, session.id()); // Read before the session is deleted.
    sessions.end(tenant, session.id());
    recordLogout(exchange, request.client(), session);
    leave(exchange, asked, request, framed, request.isOf(session));
  }

  /**
   * Completes the logout.
   *
   * @param proven whether an ID token of the revoked session proves that its user signed in to the
   *     client; a client that registered itself is redirected to only with such a token (RFC 9700
   *     section 4.11.2)
   */
  private void leave(
      HttpExchange exchange,
      LogoutRequest asked,
      LogoutRequestValidator.ValidatedLogoutRequest request,
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
      pages.renderDone(exchange, asked, request, framed, trusted);
    }
  }

  /** Returns the validated request; empty if it is invalid and an error page was sent. */
  private Optional<LogoutRequestValidator.ValidatedLogoutRequest> valid(
      HttpExchange exchange, LogoutRequest asked) throws IOException {
    try {
      return Optional.of(requests.check(exchange.tenant(), asked));
    } catch (OAuthException refusal) {
      pages.renderRefused(exchange, asked, refusal);
      return Optional.empty();
    }
  }

  private void recordLogout(HttpExchange exchange, Optional<Client> client, Session session) {
    audit.record(
        exchange.tenant().id(),
        AuditInitiator.of(session.subject(), exchange.requestInfo())
            .auditEvent("auth.logout", "The user signed out.")
            .withTarget("session", session.id())
            .withDetail("client_id", client.map(Client::clientId).orElse(null)));
  }
}
