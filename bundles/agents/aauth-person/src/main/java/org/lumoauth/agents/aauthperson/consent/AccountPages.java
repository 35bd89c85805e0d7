package org.lumoauth.agents.aauthperson.consent;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.pending.InteractionPage;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows people what they let agents do. */
@Component(service = AccountPages.class)
public final class AccountPages {

  private static final String URL = "url";

  private final Pages pages;
  private final UserDirectory users;

  @Activate
  public AccountPages(@Reference Pages pages, @Reference UserDirectory users) {
    this.pages = pages;
    this.users = users;
  }

  void list(
      Exchange exchange, Session session, List<Allowed> agents, String formToken, boolean revoked)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", AccountAddress.of(tenant));
    model.put("hidden", Map.of(PageReaders.FORM_TOKEN, formToken));
    model.put("account", account(tenant, session));
    model.put("revoked", revoked);
    model.put("agents", agents.stream().map(each -> row(tenant, each)).toList());
    model.put("self", AccountAddress.path(tenant));
    show(exchange, 200, "aauth-agents", model);
  }

  /** Says that it can't go on here, for the form was not of this session. */
  void refused(Exchange exchange) throws IOException {
    over(exchange, 403, "session_expired", AccountAddress.path(exchange.tenant()));
  }

  void over(Exchange exchange, int status, String code, String retryUrl) throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("code", code);
    model.put("requestId", exchange.requestId());
    model.put("retryUrl", retryUrl);
    show(exchange, status, "error", model);
  }

  private static Map<String, Object> row(TenantContext tenant, Allowed shown) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", shown.id());
    row.put("agent", shown.agent());
    row.put("provider", shown.provider());
    row.put("since", shown.since());
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
                        each.tools().stream().map(InteractionPage::row).toList(),
                        URL,
                        AccountAddress.missionPath(tenant, each.id())))
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
                        AccountAddress.missionPath(tenant, each.id())))
            .toList());
    return row;
  }

  Map<String, Object> account(TenantContext tenant, Session session) {
    String id = session.subject().id();
    Optional<User> user = users.find(tenant, id);
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("identifier", user.map(User::email).orElse(id));
    user.flatMap(User::name).ifPresent(name -> account.put("name", name));
    return account;
  }

  void show(Exchange exchange, int status, String template, Map<String, Object> model)
      throws IOException {
    var locales = pages.locales(exchange.tenant(), exchange.view(), "");
    exchange.writePage(
        status, pages.render(exchange.tenant(), PageRequest.of(template, model, locales)));
  }
}
