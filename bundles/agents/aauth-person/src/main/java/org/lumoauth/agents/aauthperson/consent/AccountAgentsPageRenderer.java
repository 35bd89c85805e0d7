/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.interaction.InteractionPageRenderer;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;

/** Renders the pages about a user's agents. */
final class AccountAgentsPageRenderer {

  private static final String URL = "url";

  private final ModulePageResponder pages;

  AccountAgentsPageRenderer(ModulePageResponder pages) {
    this.pages = pages;
  }

  void list(
      HttpExchange exchange,
      Session session,
      List<AgentConsent> agents,
      String formToken,
      boolean revoked)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", AccountAgentsPageUrls.of(tenant));
    model.put("hidden", Map.of(PageSessionGuard.FORM_TOKEN, formToken));
    model.put("account", pages.accountModel(tenant, session));
    model.put("revoked", revoked);
    model.put("agents", agents.stream().map(each -> row(tenant, each)).toList());
    model.put("self", AccountAgentsPageUrls.path(tenant));
    pages.writePage(exchange, 200, "aauth-agents", model);
  }

  /** Renders the error for a form of another session. */
  void renderRefused(HttpExchange exchange) throws IOException {
    var retryUrl = AccountAgentsPageUrls.path(exchange.tenant());
    pages.writeErrorPage(exchange, 403, "session_expired", Optional.of(retryUrl));
  }

  private static Map<String, Object> row(TenantContext tenant, AgentConsent shown) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", shown.id());
    row.put("agent", shown.agent());
    row.put("provider", shown.provider());
    row.put("since", shown.since());
    row.put("platform", shown.runsOn().platform());
    row.put("device", shown.runsOn().device());
    row.put(
        "resources",
        shown.resources().stream()
            .map(
                each ->
                    Map.of(
                        "name",
                        each.resource(),
                        "via",
                        each.via(),
                        "scopes",
                        new TreeSet<>(each.scope())
                            .stream().map(name -> Map.of("name", name)).toList()))
            .toList());
    row.put(
        "missions",
        shown.missions().stream()
            .map(
                each ->
                    Map.of(
                        "text",
                        each.description(),
                        "tools",
                        each.tools().stream().map(InteractionPageRenderer::row).toList(),
                        URL,
                        AccountAgentsPageUrls.missionPath(tenant, each.id())))
            .toList());
    row.put(
        "ended",
        shown.ended().stream()
            .map(
                each ->
                    Map.of(
                        "text",
                        each.description(),
                        URL,
                        AccountAgentsPageUrls.missionPath(tenant, each.id())))
            .toList());
    return row;
  }
}
