/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.interaction.InteractionPageRenderer;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;

/** Renders the log of a mission for the person that approved it. */
final class MissionPageRenderer {

  private final ModulePageResponder pages;

  MissionPageRenderer(ModulePageResponder pages) {
    this.pages = pages;
  }

  void show(
      HttpExchange exchange,
      Session session,
      MissionDetails mission,
      Page<MissionLogService.MissionLogEntry> log,
      String formToken)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String self = AccountAgentsPageUrls.missionPath(tenant, mission.id());
    int number = log.request().page();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", AccountAgentsPageUrls.mission(tenant));
    model.put("hidden", Map.of("id", mission.id(), PageSessionGuard.FORM_TOKEN, formToken));
    model.put("account", pages.accountModel(tenant, session));
    model.put("agent", mission.agent());
    model.put("text", mission.description());
    model.put("tools", mission.tools().stream().map(InteractionPageRenderer::row).toList());
    model.put("status", mission.status());
    model.put("approvedAt", mission.approvedAt());
    model.put("until", mission.until());
    model.put("entries", log.items().stream().map(MissionPageRenderer::row).toList());
    model.put("newer", number > 1 ? self + "&page=" + (number - 1) : "");
    boolean more = log.request().offset() + log.items().size() < log.total();
    model.put("older", more ? self + "&page=" + (number + 1) : "");
    model.put("listUrl", AccountAgentsPageUrls.path(tenant));
    model.put("self", self);
    pages.writePage(exchange, 200, "aauth-mission", model);
  }

  private static Map<String, Object> row(MissionLogService.MissionLogEntry entry) {
    return Map.of(
        "type",
        entry.type(),
        "at",
        entry.at(),
        "rows",
        MissionLogEntryDetailRows.of(entry.details()));
  }

  /** Renders the error that the user approved no such mission. */
  void renderUnknown(HttpExchange exchange) throws IOException {
    pages.writeErrorPage(
        exchange,
        404,
        "resource_not_found",
        Optional.of(AccountAgentsPageUrls.path(exchange.tenant())));
  }

  /** Renders the error for a form of another session. */
  void renderRefused(HttpExchange exchange, String id) throws IOException {
    var retryUrl = AccountAgentsPageUrls.missionPath(exchange.tenant(), id);
    pages.writeErrorPage(exchange, 403, "session_expired", Optional.of(retryUrl));
  }
}
