package org.lumoauth.platform.web;

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
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.page.HtmlPageRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers with the pages of a module, in the reader's language. */
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
   * Answers with a page.
   *
   * @param template its name, of a template of the module or of another one
   * @param model what the template shows
   */
  public void writePage(
      HttpExchange exchange, int status, String template, Map<String, Object> model)
      throws IOException {
    writePage(exchange, status, template, model, Set.of());
  }

  /**
   * Answers with a page whose form may lead elsewhere.
   *
   * @param formTargets as in {@link HtmlPageRequest}
   */
  public void writePage(
      HttpExchange exchange,
      int status,
      String template,
      Map<String, Object> model,
      Set<String> formTargets)
      throws IOException {
    var page = new HtmlPageRequest(template, model, locales(exchange), formTargets);
    exchange.writePage(status, pages.render(exchange.tenant(), page));
  }

  /** The reader's languages, the preferred one first. */
  public List<Locale> locales(HttpExchange exchange) {
    return pages.locales(exchange.tenant(), exchange.view(), "");
  }

  /**
   * Says that it can't go on here.
   *
   * @param code why, as the page of errors has words for it: {@code session_expired}, {@code
   *     form_refused}
   * @param retryUrl where the reader may begin again
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
   * Whose account it is, as pages show it: {@code identifier}, and {@code name} if there is one.
   */
  public Map<String, Object> accountModel(TenantContext tenant, Session session) {
    return accountModel(tenant, session.subject().id());
  }

  /** The same, of this user. */
  public Map<String, Object> accountModel(TenantContext tenant, String userId) {
    Optional<User> user = users.find(tenant, userId);
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("identifier", user.map(User::email).orElse(userId));
    user.flatMap(User::name).ifPresent(name -> account.put("name", name));
    return account;
  }
}
