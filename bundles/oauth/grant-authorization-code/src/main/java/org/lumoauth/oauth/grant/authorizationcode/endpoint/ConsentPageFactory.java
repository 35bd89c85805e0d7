/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.authorization.Consent;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.logo.ClientLogoService;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationDetailsParser;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimScopeResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUriMatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates the consent page. */
@Component(service = ConsentPageFactory.class)
public final class ConsentPageFactory {

  static final String TICKET = "ticket";
  static final String FORM_TOKEN = "form_token";

  private final SessionService sessions;
  private final ConsentService consents;
  private final UserDirectory users;
  private final AuthorizationDetailsParser details;
  private final ConsentDurationPolicy terms;
  private final ClientLogoService logos;
  private final ClaimScopeResolver claimScopes;

  @Activate
  public ConsentPageFactory(
      @Reference SessionService sessions,
      @Reference ConsentService consents,
      @Reference UserDirectory users,
      @Reference AuthorizationDetailsParser details,
      @Reference ConsentDurationPolicy terms,
      @Reference ClientLogoService logos,
      @Reference ClaimScopeResolver claimScopes) {
    this.sessions = sessions;
    this.consents = consents;
    this.users = users;
    this.details = details;
    this.terms = terms;
    this.logos = logos;
    this.claimScopes = claimScopes;
  }

  /** Returns the purpose of the form's CSRF token, which is bound to this request. */
  static String purpose(String ticket) {
    return "consent/" + ticket;
  }

  HtmlPageRenderRequest of(
      TenantContext tenant,
      Client client,
      AuthorizationRequest request,
      String ticket,
      Session session,
      List<Locale> locales) {
    String base = tenant.issuer() + AuthorizationEndpoint.PATH;
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", base + "/consent");
    model.put(
        "hidden",
        Map.of(
            TICKET,
            ticket,
            FORM_TOKEN,
            sessions.createFormToken(tenant, session, purpose(ticket))));
    model.put("client", client(tenant, client, request.redirectUri()));
    model.put("account", account(tenant, session));
    model.put("switchUrl", ResumeUrlBuilder.address(tenant, ticket) + "&switch=1");
    model.put(
        "scopes",
        new TreeSet<>(claimScopes.requestedScopes(request))
            .stream().map(name -> Map.of("name", name)).toList());
    model.put("details", details(tenant, request, locales.get(0)));
    model.put("resources", request.resources());
    model.put(
        "before",
        consents
            .find(tenant, session.subject(), client.clientId())
            .filter(given -> wantsMore(given, request))
            .isPresent());
    model.put("offline", ConsentDurationPolicy.isOffline(request));
    var lifetime = terms.accessDuration(tenant, request, session);
    lifetime.ifPresent(most -> model.put("lifetime", most.toSeconds()));
    model.put("session", lifetime.isEmpty() && !ConsentDurationPolicy.isOffline(request));
    terms.consentDuration(tenant).ifPresent(most -> model.put("again", most.toSeconds()));
    model.put("accountUrl", tenant.issuer().replaceFirst("/api/v1$", "/account"));
    model.put("self", ResumeUrlBuilder.path(tenant, ticket));
    return new HtmlPageRenderRequest(
        "consent", model, locales, Set.of(RedirectUriMatcher.origin(request.redirectUri())));
  }

  /**
   * Returns whether the request exceeds the existing consent. With {@code prompt=consent} the page
   * may be shown without new permissions.
   */
  private boolean wantsMore(Consent given, AuthorizationRequest request) {
    return !given.scope().containsAll(claimScopes.requestedScopes(request))
        || !given.resources().containsAll(request.resources())
        || !given.authorizationDetails().containsAll(request.authorizationDetails());
  }

  private Map<String, Object> client(TenantContext tenant, Client client, String redirectUri) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", client.name());
    shown.put("origin", RedirectUriMatcher.origin(redirectUri));
    shown.put("verified", RedirectUriMatcher.isClaimedByOneApp(redirectUri));
    if (client
        .clientId()
        .startsWith("https://")) { // The client ID is the URL of the metadata document.
      shown.put("publisher", RedirectUriMatcher.origin(client.clientId()));
    }
    logos.address(tenant, client, redirectUri).ifPresent(url -> shown.put("logoUrl", url));
    address(client, "policy_uri").ifPresent(uri -> shown.put("policyUri", uri));
    address(client, "tos_uri").ifPresent(uri -> shown.put("tosUri", uri));
    return shown;
  }

  /**
   * Returns a policy or terms link from the client metadata (OpenID Connect Registration section
   * 2).
   */
  private static Optional<String> address(Client client, String member) {
    return Optional.ofNullable(client.metadata().get(member))
        .map(String::valueOf)
        .filter(uri -> uri.startsWith("https://"));
  }

  private Map<String, Object> account(TenantContext tenant, Session session) {
    String id = session.subject().id();
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("identifier", users.find(tenant, id).map(User::email).orElse(id));
    users.find(tenant, id).flatMap(User::name).ifPresent(name -> account.put("name", name));
    return account;
  }

  private List<Map<String, Object>> details(
      TenantContext tenant, AuthorizationRequest request, Locale locale) {
    return request.authorizationDetails().stream()
        .map(detail -> details.describe(tenant, detail, locale))
        .filter(lines -> !lines.isEmpty())
        .<Map<String, Object>>map(
            lines ->
                Map.of(
                    "title", lines.get(0),
                    "text", String.join("\n", lines.subList(1, lines.size()))))
        .toList();
  }
}
