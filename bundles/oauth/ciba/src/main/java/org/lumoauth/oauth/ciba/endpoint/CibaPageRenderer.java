/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.request.BackchannelAuthorizationDetailsValidator;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.lumoauth.platform.web.page.UiLocalesParameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Renders the CIBA pages. */
@Component(service = CibaPageRenderer.class)
public final class CibaPageRenderer {

  static final String CODE = "ciba-code";

  private final ModulePageResponder pages;
  private final PageSessionGuard readers;
  private final BackchannelAuthorizationDetailsValidator details;

  @Activate
  public CibaPageRenderer(
      @Reference ModulePageResponder pages,
      @Reference PageSessionGuard readers,
      @Reference BackchannelAuthorizationDetailsValidator details) {
    this.pages = pages;
    this.readers = readers;
    this.details = details;
  }

  /** Returns the purpose of the decision form's token, which is valid only for this request. */
  static String formPurpose(String requestId) {
    return "ciba/" + requestId;
  }

  /**
   * Renders the user's pending requests.
   *
   * @param codeUrl the URL of the user code page; empty if user codes are turned off
   */
  void renderList(
      HttpExchange exchange,
      Session session,
      List<AnswerableRequestFinder.PendingRequestSummary> waiting,
      Optional<String> codeUrl)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("account", pages.accountModel(tenant, session));
    model.put(
        "requests", waiting.stream().map(one -> row(tenant, one.client(), one.asked())).toList());
    codeUrl.ifPresent(url -> model.put("codeUrl", url));
    model.put("self", PageSessionGuard.pathAndQuery(CibaPageUrls.of(tenant)));
    pages.writePage(exchange, 200, "ciba-list", model);
  }

  /** Renders the approval page of a request. */
  void renderConfirmation(
      HttpExchange exchange, Session session, AnswerableRequestFinder.AnswerableRequest found)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    BackchannelRequest asked = found.asked();
    String address = CibaPageUrls.of(tenant, asked.id());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", UiLocalesParameter.copyTo(address, exchange.view()));
    model.put(
        "hidden",
        Map.of(
            PageSessionGuard.FORM_TOKEN,
            readers.createFormToken(exchange, session, formPurpose(asked.id()))));
    model.put("client", client(found.client(), asked));
    asked.message().ifPresent(text -> model.put("message", text));
    model.put("account", pages.accountModel(tenant, session));
    model.put(
        "scopes", new TreeSet<>(asked.scope()).stream().map(name -> Map.of("name", name)).toList());
    model.put("details", details(exchange, asked));
    model.put("resources", asked.resources());
    model.put("offline", asked.scope().contains("offline_access"));
    model.put("address", asked.remoteAddress());
    model.put("startedAt", asked.startedAt());
    model.put("expiresAt", asked.expiresAt());
    model.put("self", PageSessionGuard.pathAndQuery(address));
    pages.writePage(exchange, 200, "ciba-confirm", model);
  }

  /** Renders the decision. */
  void renderResult(HttpExchange exchange, Client client, boolean allowed) throws IOException {
    pages.writePage(
        exchange,
        200,
        "ciba-done",
        Map.of("allowed", allowed, "client", Map.of("name", client.name())));
  }

  /** Renders the page for an unknown or expired request. */
  void renderExpired(HttpExchange exchange) throws IOException {
    pages.writePage(
        exchange, 404, "ciba-over", Map.of("listUrl", CibaPageUrls.of(exchange.tenant())));
  }

  /** Renders the error page for a form that does not belong to this session. */
  void renderFormRefused(HttpExchange exchange, String retryUrl) throws IOException {
    pages.writeErrorPage(exchange, 403, "session_expired", Optional.of(retryUrl));
  }

  /**
   * Renders the form on which the user sets the code that clients must send.
   *
   * @param present whether the user has a code
   * @param error the error in the submitted code
   * @param done whether the code was just changed
   */
  void renderUserCodeForm(
      HttpExchange exchange,
      int status,
      Session session,
      boolean present,
      Optional<String> error,
      boolean done)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", CibaPageUrls.ofCode(tenant));
    model.put(
        "hidden",
        Map.of(PageSessionGuard.FORM_TOKEN, readers.createFormToken(exchange, session, CODE)));
    model.put("present", present);
    model.put("done", done);
    model.put("account", pages.accountModel(tenant, session));
    error.ifPresent(code -> model.put("error", code));
    model.put("self", PageSessionGuard.pathAndQuery(CibaPageUrls.ofCode(tenant)));
    pages.writePage(exchange, status, CODE, model);
  }

  private static Map<String, Object> row(
      TenantContext tenant, Client client, BackchannelRequest asked) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("href", CibaPageUrls.of(tenant, asked.id()));
    row.put("client", client(client, asked));
    asked.message().ifPresent(text -> row.put("message", text));
    row.put("startedAt", asked.startedAt());
    row.put("expiresAt", asked.expiresAt());
    return row;
  }

  private static Map<String, Object> client(Client client, BackchannelRequest asked) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", client.name());
    ClientWebOrigin.of(client, asked)
        .ifPresent(
            of -> {
              shown.put("origin", of.origin());
              shown.put("verified", of.verified());
            });
    return shown;
  }

  private List<Map<String, Object>> details(HttpExchange exchange, BackchannelRequest asked) {
    return asked.details().stream()
        .map(detail -> details.describe(exchange.tenant(), detail, pages.locales(exchange).get(0)))
        .filter(lines -> !lines.isEmpty())
        .<Map<String, Object>>map(
            lines ->
                Map.of(
                    "title", lines.get(0),
                    "text", String.join("\n", lines.subList(1, lines.size()))))
        .toList();
  }
}
