package org.lumoauth.agents.aauthperson.consent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.Overseen;
import org.lumoauth.agents.aauthperson.pending.InteractionPage;
import org.lumoauth.agents.aauthperson.pending.ParameterRows;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows people what happened in a mission that they approved. */
@Component(service = MissionPages.class)
public final class MissionPages {

  private static final int LONGEST_ENTRY = 20_000;

  private final AccountPages pages;

  @Activate
  public MissionPages(@Reference AccountPages pages) {
    this.pages = pages;
  }

  void show(
      Exchange exchange,
      Session session,
      Overseen mission,
      Page<MissionLog.Entry> log,
      String formToken)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String self = AccountAddress.missionPath(tenant, mission.id());
    int number = log.request().page();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", AccountAddress.mission(tenant));
    model.put("hidden", Map.of("id", mission.id(), AccountPages.FORM_TOKEN, formToken));
    model.put("account", pages.account(tenant, session));
    model.put("agent", mission.agent());
    model.put("text", mission.description());
    model.put("tools", mission.tools().stream().map(InteractionPage::row).toList());
    model.put("status", mission.status());
    model.put("approvedAt", mission.approvedAt());
    model.put("until", mission.until());
    model.put("entries", log.items().stream().map(MissionPages::row).toList());
    model.put("newer", number > 1 ? self + "&page=" + (number - 1) : "");
    boolean more = log.request().offset() + log.items().size() < log.total();
    model.put("older", more ? self + "&page=" + (number + 1) : "");
    model.put("listUrl", AccountAddress.path(tenant));
    model.put("self", self);
    pages.show(exchange, 200, "aauth-mission", model);
  }

  /** Much of an entry is in an agent's own words: it is shown as an action's parameters are. */
  private static Map<String, Object> row(MissionLog.Entry entry) {
    Map<String, Object> told = new LinkedHashMap<>(entry.details());
    told.values().removeIf(value -> value == null || "".equals(value) || Map.of().equals(value));
    return Map.of("type", entry.type(), "at", entry.at(), "rows", first(ParameterRows.of(told)));
  }

  /** As much of it as a page has room for; the API has all. */
  private static List<Map<String, Object>> first(List<Map<String, Object>> rows) {
    List<Map<String, Object>> shown = new ArrayList<>();
    int length = 0;
    for (Map<String, Object> row : rows) {
      length += ((String) row.get("name")).length() + ((String) row.get("value")).length();
      if (length > LONGEST_ENTRY) {
        shown.add(Map.of("name", "…", "value", "…"));
        break;
      }
      shown.add(row);
    }
    return shown;
  }

  /** Says that the reader approved no such mission. */
  void unknown(Exchange exchange) throws IOException {
    pages.over(exchange, 404, "resource_not_found", AccountAddress.path(exchange.tenant()));
  }

  /** Says that it can't go on here, for the form was not of this session. */
  void refused(Exchange exchange, String id) throws IOException {
    pages.over(exchange, 403, "session_expired", AccountAddress.missionPath(exchange.tenant(), id));
  }
}
