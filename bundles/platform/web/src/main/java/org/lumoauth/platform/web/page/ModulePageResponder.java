/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Renders the pages of a module in the user's language. */
@Component(service = ModulePageResponder.class, property = "lumoauth.for-others:Boolean=true")
public final class ModulePageResponder {

  private final HtmlPageRenderer pages;
  private final UserDirectory users;

  @Activate
  public ModulePageResponder(@Reference HtmlPageRenderer pages, @Reference UserDirectory users) {
    this.pages = pages;
    this.users = users;
  }

  /**
   * Sends a page.
   *
   * @param template the template name, of this module or of another one
   * @param model the template's data
   */
  public void writePage(
      HttpExchange exchange, int status, String template, Map<String, Object> model)
      throws IOException {
    writePage(exchange, status, template, model, Set.of());
  }

  /**
   * Sends a page with a form that may submit to other origins.
   *
   * @param formTargets as in {@link HtmlPageRenderRequest}
   */
  public void writePage(
      HttpExchange exchange,
      int status,
      String template,
      Map<String, Object> model,
      Set<String> formTargets)
      throws IOException {
    var page = new HtmlPageRenderRequest(template, model, locales(exchange), formTargets);
    exchange.writePage(status, pages.render(exchange.tenant(), page));
  }

  /** Returns the user's languages, preferred one first. */
  public List<Locale> locales(HttpExchange exchange) {
    return pages.locales(exchange.tenant(), exchange.view(), "");
  }

  /**
   * Sends an error page.
   *
   * @param code the error code for which the error page has a message: {@code session_expired},
   *     {@code form_refused}
   * @param retryUrl where the user can start again
   */
  public void writeErrorPage(
      HttpExchange exchange, int status, String code, Optional<String> retryUrl)
      throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("code", code);
    model.put("requestId", exchange.requestId());
    retryUrl.ifPresent(url -> model.put("retryUrl", url));
    writePage(exchange, status, "error", model);
  }

  /**
   * Returns the account of the session as pages show it: {@code identifier}, and {@code name} if
   * the user has one.
   */
  public Map<String, Object> accountModel(TenantContext tenant, Session session) {
    return accountModel(tenant, session.subject().id());
  }

  /** Returns the account of this user as {@link #accountModel(TenantContext, Session)} does. */
  public Map<String, Object> accountModel(TenantContext tenant, String userId) {
    Optional<User> user = users.find(tenant, userId);
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("identifier", user.map(User::email).orElse(userId));
    user.flatMap(User::name).ifPresent(name -> account.put("name", name));
    return account;
  }
}
