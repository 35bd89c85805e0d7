/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.link;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrantStatus;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Renders the connection pages. */
@Component(service = ConnectionPageRenderer.class)
public final class ConnectionPageRenderer {

  private final ModulePageResponder pages;

  @Activate
  public ConnectionPageRenderer(@Reference ModulePageResponder pages) {
    this.pages = pages;
  }

  /**
   * Returns the URL that displays the result: {@code linked}, {@code denied} or {@code provider}.
   */
  static String outcome(TenantContext tenant, String what) {
    return PageSessionGuard.pathAndQuery(ConnectionPageUrls.account(tenant)) + "?done=" + what;
  }

  /**
   * Renders the page that explains the effect of linking; {@code go} is the authorization URL at
   * the provider.
   */
  void renderConfirmation(
      HttpExchange exchange, Session session, VaultConnection connection, String go)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    var spec = connection.spec();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("client", Map.of("name", spec.providerLabel()));
    model.put("name", spec.name());
    model.put("account", pages.accountModel(tenant, session));
    model.put("scopes", spec.scopes());
    model.put("capability", spec.capability());
    model.put("goUrl", go);
    model.put("accountUrl", ConnectionPageUrls.account(tenant));
    model.put(
        "self",
        PageSessionGuard.pathAndQuery(ConnectionPageUrls.authorize(tenant, connection.id())));
    pages.writePage(exchange, 200, "connection-link", model);
  }

  /** Renders the list of linked accounts and available connections. */
  void renderList(
      HttpExchange exchange,
      Session session,
      List<UserConnection> all,
      String formToken,
      String done)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", ConnectionPageUrls.account(tenant));
    model.put("hidden", Map.of(PageSessionGuard.FORM_TOKEN, formToken));
    model.put("account", pages.accountModel(tenant, session));
    model.put("done", done);
    model.put("connections", all.stream().map(each -> row(tenant, each)).toList());
    model.put("self", PageSessionGuard.pathAndQuery(ConnectionPageUrls.account(tenant)));
    pages.writePage(exchange, 200, "connection-list", model);
  }

  /** Renders the page for an unknown connection. */
  void renderNotFound(HttpExchange exchange) throws IOException {
    error(exchange, 404, "general");
  }

  /** Renders an error with a link to start again. */
  void renderRefused(HttpExchange exchange, String code) throws IOException {
    error(exchange, 403, code);
  }

  private void error(HttpExchange exchange, int status, String code) throws IOException {
    pages.writeErrorPage(
        exchange,
        status,
        code,
        Optional.of(PageSessionGuard.pathAndQuery(ConnectionPageUrls.account(exchange.tenant()))));
  }

  private static Map<String, Object> row(TenantContext tenant, UserConnection linked) {
    var spec = linked.connection().spec();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", linked.connection().id());
    row.put("name", spec.name());
    row.put("provider", spec.providerLabel());
    row.put("linkUrl", ConnectionPageUrls.authorize(tenant, linked.connection().id()));
    linked
        .grant()
        .ifPresent(
            grant -> {
              row.put("linkedAt", grant.createdAt());
              row.put("over", grant.status() == VaultGrantStatus.REVOKED);
              row.put("scopes", grant.scopes());
            });
    return row;
  }
}
