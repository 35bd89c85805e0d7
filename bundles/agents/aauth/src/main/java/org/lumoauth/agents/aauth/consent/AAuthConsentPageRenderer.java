/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.consent;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;

/**
 * Renders the consent page: agent, resource and scope. All texts of an agent or a resource are
 * shown as plain text.
 */
final class AAuthConsentPageRenderer {

  static final String REQUEST_TOKEN = "request_token";

  private final ModulePageResponder pages;
  private final PageSessionGuard readers;
  private final AuthorizationGrantService grants;

  AAuthConsentPageRenderer(
      ModulePageResponder pages, PageSessionGuard readers, AuthorizationGrantService grants) {
    this.pages = pages;
    this.readers = readers;
    this.grants = grants;
  }

  /** Returns the purpose of the form token, which is specific to this request. */
  static String answering(String requestToken) {
    return "aauth/" + requestToken;
  }

  void renderConsent(HttpExchange exchange, Session session, AAuthConsentPageModel shown)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    ParticipantSettings agent = shown.agent().settings();
    ParticipantSettings resource = shown.resource().settings();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", AAuthConsentPageUrlBuilder.of(tenant));
    model.put(
        "hidden",
        Map.of(
            REQUEST_TOKEN,
            shown.token(),
            PageSessionGuard.FORM_TOKEN,
            readers.createFormToken(exchange, session, answering(shown.token()))));
    model.put("client", Map.of("name", agent.name(), "origin", origin(shown)));
    model.put("agent", Map.of("identifier", agent.identifier(), "owner", agent.owner()));
    model.put("resource", Map.of("name", resource.name(), "identifier", resource.identifier()));
    model.put("account", pages.accountModel(tenant, session));
    model.put("switchUrl", AAuthConsentPageUrlBuilder.with(tenant, shown.token()) + "&switch=1");
    model.put(
        "scopes",
        new TreeSet<>(shown.request().scope())
            .stream().map(name -> scope(name, resource.scopes().getOrDefault(name, ""))).toList());
    model.put("presence", shown.request().presence());
    grants.maxLifetime(tenant).ifPresent(most -> model.put("lifetime", most.toSeconds()));
    model.put(
        "self",
        PageSessionGuard.pathAndQuery(AAuthConsentPageUrlBuilder.with(tenant, shown.token())));
    pages.writePage(exchange, 200, "aauth-consent", model, Set.of(origin(shown)));
  }

  /**
   * Renders the error page.
   *
   * @param code the reason: {@code session_expired}, {@code form_refused}
   */
  void renderExpired(HttpExchange exchange, int status, String code) throws IOException {
    pages.writeErrorPage(exchange, status, code, Optional.empty());
  }

  private static Map<String, Object> scope(String name, String words) {
    return words.isEmpty() ? Map.of("name", name) : Map.of("name", name, "title", words);
  }

  private static String origin(AAuthConsentPageModel shown) {
    URI uri = URI.create(shown.request().redirectUri());
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
