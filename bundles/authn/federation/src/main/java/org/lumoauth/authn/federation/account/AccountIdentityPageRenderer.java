/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.account;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.link.IdentityLink;
import org.lumoauth.authn.federation.provider.EnabledProviderQuery;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.signin.FederationPageRenderer;
import org.lumoauth.authn.federation.signin.FederationUrls;
import org.lumoauth.authn.federation.signin.PendingIdentityLink;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Renders the pages with a user's linked identities and available providers. */
@Component(service = AccountIdentityPageRenderer.class)
public final class AccountIdentityPageRenderer {

  private final ModulePageResponder pages;
  private final FederationPageRenderer federation;
  private final EnabledProviderQuery providers;
  private final RemainingSignInMethodQuery ways;

  @Activate
  public AccountIdentityPageRenderer(
      @Reference ModulePageResponder pages,
      @Reference FederationPageRenderer federation,
      @Reference EnabledProviderQuery providers,
      @Reference RemainingSignInMethodQuery ways) {
    this.pages = pages;
    this.federation = federation;
    this.providers = providers;
    this.ways = ways;
  }

  void renderError(HttpExchange exchange, int status, String code) throws IOException {
    federation.renderError(exchange, status, code);
  }

  void renderUnavailable(HttpExchange exchange) throws IOException {
    federation.renderUnavailable(exchange);
  }

  void renderTooMany(HttpExchange exchange, Instant until) throws IOException {
    federation.renderTooMany(exchange, until);
  }

  /**
   * Renders the user's linked identities.
   *
   * @param done the outcome of the last action; may be empty
   */
  void renderList(
      HttpExchange exchange,
      int status,
      Session session,
      List<IdentityLink> links,
      String formToken,
      String done)
      throws IOException {
    var tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", FederationUrls.account(tenant));
    model.put("hidden", Map.of(PageSessionGuard.FORM_TOKEN, formToken));
    model.put("account", pages.accountModel(tenant, session));
    model.put("done", done);
    model.put("homeUrl", FederationUrls.home(tenant));
    model.put("identities", links.stream().map(link -> row(tenant, session, links, link)).toList());
    model.put("others", others(tenant, links));
    model.put("self", PageSessionGuard.pathAndQuery(FederationUrls.account(tenant)));
    pages.writePage(exchange, status, "federation-list", model);
  }

  /** Renders the explanation of adding a provider. */
  void renderAdd(HttpExchange exchange, Session session, SocialProvider provider, String goUrl)
      throws IOException {
    var tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("client", Map.of("name", provider.settings().displayName()));
    model.put("account", pages.accountModel(tenant, session));
    model.put("goUrl", goUrl);
    model.put("cancelUrl", FederationUrls.account(tenant));
    model.put(
        "self", PageSessionGuard.pathAndQuery(FederationUrls.add(tenant, provider.provider())));
    pages.writePage(exchange, 200, "federation-add", model);
  }

  /** Renders the confirmation of linking an identity. */
  void renderConfirmation(
      HttpExchange exchange,
      Session session,
      PendingIdentityLink addition,
      Map<String, String> hidden)
      throws IOException {
    var tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("client", Map.of("name", federation.name(tenant, addition.provider())));
    model.put("account", pages.accountModel(tenant, session));
    model.put("identity", addition.name());
    model.put("action", FederationUrls.account(tenant) + "/link");
    model.put("hidden", hidden);
    model.put("cancelUrl", FederationUrls.account(tenant));
    pages.writePage(exchange, 200, "federation-link", model);
  }

  private Map<String, Object> row(
      TenantContext tenant, Session session, List<IdentityLink> links, IdentityLink link) {
    var rest = links.stream().filter(each -> !each.equals(link)).toList();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", link.id());
    row.put("provider", federation.name(tenant, link.provider()));
    row.put("name", link.email().orElse(link.subject()));
    row.put("linkedAt", link.linkedAt());
    row.put("only", !ways.isAnyLeft(tenant, session.subject(), rest));
    return row;
  }

  private List<Map<String, String>> others(TenantContext tenant, List<IdentityLink> links) {
    return providers.all(tenant).stream()
        .filter(each -> links.stream().noneMatch(link -> link.provider().equals(each.provider())))
        .map(
            each ->
                Map.of(
                    "name", each.settings().displayName(),
                    "addUrl", FederationUrls.add(tenant, each.provider())))
        .toList();
  }
}
