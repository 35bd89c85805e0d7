package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.provider.ProviderMemory;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows the pages. What a provider wrote is on none of them, but for the name of an identity that
 * it has proven.
 */
@Component(service = FederationPages.class)
public final class FederationPages {

  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final String COME_AGAIN = "5";

  private final Pages pages;
  private final UserDirectory users;
  private final ProviderMemory providers;

  @Activate
  public FederationPages(
      @Reference Pages pages, @Reference UserDirectory users, @Reference ProviderMemory providers) {
    this.pages = pages;
    this.users = users;
    this.providers = providers;
  }

  /** Says that it cannot go on, and where to begin again. */
  void error(Exchange exchange, int status, String code) throws IOException {
    show(
        exchange,
        status,
        "error",
        Map.of(
            "code",
            code,
            "requestId",
            exchange.requestId(),
            "retryUrl",
            "/t/" + exchange.tenant().slug() + "/login"));
  }

  /** Says that a provider can't be asked now, and that it may be tried again. */
  void unavailable(Exchange exchange) throws IOException {
    exchange.response().setHeader("Retry-After", COME_AGAIN);
    error(exchange, UNAVAILABLE, "temporarily_unavailable");
  }

  /** Says that there were too many, and from when on there may be more. */
  void tooMany(Exchange exchange, Instant until) throws IOException {
    long seconds = Math.max(1, Duration.between(Instant.now(), until).toSeconds());
    exchange.response().setHeader("Retry-After", Long.toString(seconds));
    error(exchange, TOO_MANY, "too_many_attempts");
  }

  /** Asks somebody to sign in to an account before an identity is linked to it. */
  void signInFirst(Exchange exchange, Contested contested, String goUrl, String cancelUrl)
      throws IOException {
    var model = contest(exchange.tenant(), contested, cancelUrl);
    // They know the address alone: what else the account has is for whoever has signed in.
    model.put("account", Map.of("identifier", contested.who().email().orElse("")));
    model.put("goUrl", goUrl);
    show(exchange, 200, "federation-link", model);
  }

  /** Asks whoever has signed in whether an identity is theirs. */
  void confirm(Exchange exchange, Contested contested, Map<String, String> hidden, String cancelUrl)
      throws IOException {
    var model = contest(exchange.tenant(), contested, cancelUrl);
    model.put("account", account(exchange.tenant(), contested.userId()));
    model.put("action", SocialAddress.account(exchange.tenant()) + "/confirm");
    model.put("hidden", hidden);
    show(exchange, 200, "federation-link", model);
  }

  private Map<String, Object> contest(TenantContext tenant, Contested contested, String cancelUrl) {
    Map<String, Object> model = new HashMap<>();
    model.put("client", Map.of("name", name(tenant, contested.provider())));
    model.put("cancelUrl", cancelUrl);
    return model;
  }

  /** What a provider is called. */
  String name(TenantContext tenant, String provider) {
    return providers
        .find(tenant.id(), provider)
        .map(found -> found.settings().displayName())
        .orElse(provider);
  }

  /** An account as the pages show it. */
  Map<String, Object> account(TenantContext tenant, String userId) {
    var user = users.find(tenant, userId);
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("identifier", user.map(User::email).orElse(userId));
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
