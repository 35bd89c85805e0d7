/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Renders the account pages. */
@Component(service = AccountPageRenderer.class)
public final class AccountPageRenderer {

  /** The module that signs users out and notifies applications. */
  private static final String LOGOUT = "oauth-logout";

  /** The module for authentication requests on another device. */
  private static final String REQUESTS = "ciba";

  /** The module for delegation to agents. */
  private static final String AGENTS = "agents-delegation";

  /** The module for linked accounts at other services. */
  private static final String CONNECTIONS = "agents-vault";

  /** The module for sign-in with external identity providers. */
  private static final String IDENTITIES = "authn-federation";

  private final ModulePageResponder pages;
  private final PageSessionGuard readers;
  private final ProviderTracker<ServerMetadataContributor> modules;

  @Activate
  public AccountPageRenderer(
      @Reference ModulePageResponder pages,
      @Reference PageSessionGuard readers,
      @Reference ProviderRegistry registry) {
    this.pages = pages;
    this.readers = readers;
    this.modules = registry.track(ServerMetadataContributor.class);
  }

  @Deactivate
  void close() {
    modules.close();
  }

  /** Renders a page with the common values and its own. */
  void render(
      HttpExchange exchange,
      Session session,
      AccountSection section,
      int status,
      Map<String, Object> own)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new HashMap<>(own);
    model.put("links", links(tenant));
    model.put("action", section.path(tenant));
    model.put("self", section.path(tenant));
    model.put(
        "hidden",
        Map.of(
            PageSessionGuard.FORM_TOKEN,
            readers.createFormToken(exchange, session, section.purpose())));
    pages.writePage(exchange, status, "account-" + section.text(), model);
  }

  /** Renders an error for a form of another session: nothing was changed, and a link leads back. */
  void renderRefused(HttpExchange exchange, AccountSection section, int status) throws IOException {
    var retryUrl = section.path(exchange.tenant());
    pages.writeErrorPage(exchange, status, "form_refused", Optional.of(retryUrl));
  }

  private Map<String, Object> links(TenantContext tenant) {
    Map<String, Object> links = new HashMap<>();
    for (AccountSection section : AccountSection.values()) {
      links.put(section.text(), section.path(tenant));
    }
    if (modules.names().contains(REQUESTS)) {
      links.put("requests", tenant.issuer().replaceFirst("/api/v1$", "/ciba"));
    }
    if (modules.names().contains(AGENTS)) {
      links.put("agents", tenant.issuer().replaceFirst("/api/v1$", "/account/delegations"));
    }
    if (modules.names().contains(CONNECTIONS)) {
      links.put("connections", tenant.issuer().replaceFirst("/api/v1$", "/account/connections"));
    }
    if (modules.names().contains(IDENTITIES)) {
      links.put("identities", tenant.issuer().replaceFirst("/api/v1$", "/account/identities"));
    }
    if (modules.names().contains(LOGOUT)) {
      links.put("signOut", tenant.issuer() + "/oauth/logout");
    }
    return links;
  }
}
