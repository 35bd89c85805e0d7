/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code /t/{slug}/account/agents/mission?id=}: the log of a mission, and the form that
 * revokes it.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-account-mission",
      "lumoauth.web.routes=GET ^/account/agents/mission",
      "lumoauth.web.routes=POST ^/account/agents/mission",
      HttpHandler.SUMMARY + "=GET: Show the log of a mission to the user",
      HttpHandler.SUMMARY + "=POST: End a mission of the user",
      "lumoauth.web.guard=open"
    })
public final class AccountMissionEndpoint implements HttpHandler {

  private static final String PURPOSE = "account/agents/mission/";

  private final PageSessionGuard readers;
  private final MissionOversightService missions;
  private final MissionPageRenderer pages;

  @Activate
  public AccountMissionEndpoint(
      @Reference PageSessionGuard readers,
      @Reference MissionOversightService missions,
      @Reference ModulePageResponder pages) {
    this.readers = readers;
    this.missions = missions;
    this.pages = new MissionPageRenderer(pages);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    String id = post ? FormFieldReader.readSingle(form, "id") : query(exchange, "id");
    Optional<Session> session =
        readers.requireSession(
            exchange,
            AccountAgentsPageUrls.path(exchange.tenant())); // the sign-in page returns here
    if (session.isEmpty()) {
      return;
    }
    Optional<MissionDetails> mission =
        missions.find(exchange.tenant(), id, session.get().subject().id());
    if (mission.isEmpty()) {
      pages.renderUnknown(exchange);
    } else if (!post) {
      show(exchange, session.get(), mission.get());
    } else if (readers.isFormTokenValid(exchange, session.get(), PURPOSE + id, form)) {
      var by = AuditInitiator.of(session.get().subject(), exchange.requestInfo());
      missions.end(exchange.tenant(), mission.get(), by);
      exchange.redirect(AccountAgentsPageUrls.missionPath(exchange.tenant(), id));
    } else {
      pages.renderRefused(exchange, id);
    }
  }

  private void show(HttpExchange exchange, Session session, MissionDetails mission)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    var page =
        new PageRequest(
            number(query(exchange, "page")), 50, Optional.empty(), Optional.empty(), false);
    pages.show(
        exchange,
        session,
        mission,
        missions.log(tenant, mission, page),
        readers.createFormToken(exchange, session, PURPOSE + mission.id()));
  }

  private static int number(String text) {
    return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 1;
  }

  private static String query(HttpExchange exchange, String name) {
    String value = exchange.request().getParameter(name);
    return value == null ? "" : value;
  }
}
