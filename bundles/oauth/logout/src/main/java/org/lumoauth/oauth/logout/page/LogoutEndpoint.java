package org.lumoauth.oauth.logout.page;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.logout.state.BrowserState;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
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

  /** What a form token of the confirmation is for; also the kind of what is kept until then. */
  static final String PURPOSE = "logout";

  private static final String KEPT = "logout";
  private static final String FORM_TOKEN = "form_token";
  private static final String DECISION = "decision";
  private static final Duration KEPT_FOR = Duration.ofMinutes(10);

  private final LogoutRequests requests;
  private final LogoutPages pages;
  private final Frames frames;
  private final Sessions sessions;
  private final BrowserState state;
  private final ShortLivedStore store;
  private final SecretVault vault;
  private final AuditLog audit;

  @Activate
  public LogoutEndpoint(
      @Reference LogoutRequests requests,
      @Reference LogoutPages pages,
      @Reference Frames frames,
      @Reference Sessions sessions,
      @Reference BrowserState state,
      @Reference ShortLivedStore store,
      @Reference SecretVault vault,
      @Reference AuditLog audit) {
    this.requests = requests;
    this.pages = pages;
    this.frames = frames;
    this.sessions = sessions;
    this.state = state;
    this.store = store;
    this.vault = vault;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (!"POST".equals(exchange.request().getMethod())) {
      Optional<String> key = Optional.ofNullable(exchange.request().getParameter(KEPT));
      Asked asked =
          key.map(of -> kept(exchange.tenant(), of))
              .orElseGet(
                  () ->
                      Asked.of(name -> Optional.ofNullable(exchange.request().getParameter(name))));
      answer(exchange, asked);
      return;
    }
    Map<String, List<String>> form = exchange.readForm();
    if (form.containsKey(DECISION)) {
      decide(exchange, form);
      return;
    }
    // Another site's POST comes without the session's cookie (SameSite): a GET of our own has it.
    Asked asked = Asked.of(name -> first(form, name));
    exchange.redirect(
        exchange.tenant().issuer() + "/oauth/logout?" + KEPT + "=" + keep(exchange, asked));
  }

  private void answer(Exchange exchange, Asked asked) throws IOException {
    Optional<LogoutRequests.Valid> valid = valid(exchange, asked);
    if (valid.isEmpty()) {
      return;
    }
    Optional<Session> session = sessions.current(exchange.tenant(), exchange.view());
    if (session.isEmpty()) {
      leave(exchange, asked, valid.get(), List.of());
    } else if (valid.get().isOf(session.get())) {
      end(exchange, asked, valid.get(), session.get());
    } else {
      ask(exchange, asked, valid.get(), session.get());
    }
  }

  private void ask(Exchange exchange, Asked asked, LogoutRequests.Valid request, Session session)
      throws IOException {
    Map<String, String> hidden = new HashMap<>();
    hidden.put(KEPT, keep(exchange, asked));
    hidden.put(FORM_TOKEN, sessions.formToken(exchange.tenant(), session, PURPOSE));
    pages.confirm(exchange, asked, request, session, hidden);
  }

  private void decide(Exchange exchange, Map<String, List<String>> form) throws IOException {
    TenantContext tenant = exchange.tenant();
    Asked asked =
        first(form, KEPT).map(key -> kept(tenant, key)).orElseGet(LogoutEndpoint::nothing);
    Optional<LogoutRequests.Valid> valid = valid(exchange, asked);
    if (valid.isEmpty()) {
      return;
    }
    Optional<Session> session = sessions.current(tenant, exchange.view());
    if (session.isEmpty()) {
      leave(exchange, asked, valid.get(), List.of());
      return;
    }
    boolean ours =
        first(form, FORM_TOKEN)
            .filter(token -> sessions.formTokenHolds(tenant, session.get(), PURPOSE, token))
            .isPresent();
    if (!ours) {
      ask(exchange, asked, valid.get(), session.get());
    } else if (first(form, DECISION).filter("logout"::equals).isPresent()) {
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
    leave(exchange, asked, request, framed);
  }

  private void leave(
      Exchange exchange, Asked asked, LogoutRequests.Valid request, List<String> framed)
      throws IOException {
    var response = exchange.response();
    response.addHeader("Set-Cookie", sessions.clearCookie(exchange.tenant()));
    response.addHeader("Set-Cookie", state.clearCookie(exchange.tenant()));
    if (framed.isEmpty() && request.continueUrl().isPresent()) {
      exchange.redirect(request.continueUrl().get());
    } else {
      pages.done(exchange, asked, request, framed);
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

  private String keep(Exchange exchange, Asked asked) {
    String key = vault.newSecret();
    store.add(exchange.tenant(), KEPT, key, asked.parameters(), Instant.now().plus(KEPT_FOR));
    return key;
  }

  /** What was kept; nothing if it is gone: then the reader is asked, and led nowhere. */
  private Asked kept(TenantContext tenant, String key) {
    return store
        .find(tenant, KEPT, key, Map.class)
        .map(entry -> Asked.of(name -> Optional.ofNullable((String) entry.value().get(name))))
        .orElseGet(LogoutEndpoint::nothing);
  }

  private static Asked nothing() {
    return Asked.of(name -> Optional.empty());
  }

  private static Optional<String> first(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of()).stream().findFirst();
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
