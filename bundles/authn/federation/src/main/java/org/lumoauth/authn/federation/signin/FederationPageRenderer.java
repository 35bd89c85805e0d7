package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.provider.SocialProviderCache;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.ModulePageResponder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows the pages. What a provider wrote is on none of them, but for the name of an identity that
 * it has proven.
 */
@Component(service = FederationPageRenderer.class)
public final class FederationPageRenderer {

  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final String COME_AGAIN = "5";

  private final ModulePageResponder pages;
  private final SocialProviderCache providers;

  @Activate
  public FederationPageRenderer(
      @Reference ModulePageResponder pages, @Reference SocialProviderCache providers) {
    this.pages = pages;
    this.providers = providers;
  }

  /** Says that it cannot go on, and where to begin again. */
  void renderError(HttpExchange exchange, int status, String code) throws IOException {
    var retryUrl = "/t/" + exchange.tenant().slug() + "/login";
    pages.writeErrorPage(exchange, status, code, Optional.of(retryUrl));
  }

  /** Says that a provider can't be asked now, and that it may be tried again. */
  void renderUnavailable(HttpExchange exchange) throws IOException {
    exchange.response().setHeader("Retry-After", COME_AGAIN);
    renderError(exchange, UNAVAILABLE, "temporarily_unavailable");
  }

  /** Says that there were too many, and from when on there may be more. */
  void renderTooMany(HttpExchange exchange, Instant until) throws IOException {
    long seconds = Math.max(1, Duration.between(Instant.now(), until).toSeconds());
    exchange.response().setHeader("Retry-After", Long.toString(seconds));
    renderError(exchange, TOO_MANY, "too_many_attempts");
  }

  /** Asks somebody to sign in to an account before an identity is linked to it. */
  void renderSignInRequired(
      HttpExchange exchange, AccountConflict contested, String goUrl, String cancelUrl)
      throws IOException {
    var model = contest(exchange.tenant(), contested, cancelUrl);
    // They know the address alone: what else the account has is for whoever has signed in.
    model.put("account", Map.of("identifier", contested.who().email().orElse("")));
    model.put("goUrl", goUrl);
    pages.writePage(exchange, 200, "federation-link", model);
  }

  /** Asks whoever has signed in whether an identity is theirs. */
  void renderConfirmation(
      HttpExchange exchange,
      AccountConflict contested,
      Map<String, String> hidden,
      String cancelUrl)
      throws IOException {
    var model = contest(exchange.tenant(), contested, cancelUrl);
    model.put("account", pages.accountModel(exchange.tenant(), contested.userId()));
    model.put("action", FederationUrls.account(exchange.tenant()) + "/confirm");
    model.put("hidden", hidden);
    pages.writePage(exchange, 200, "federation-link", model);
  }

  private Map<String, Object> contest(
      TenantContext tenant, AccountConflict contested, String cancelUrl) {
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
}
