/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Renders the pages. They contain no text of a provider, except the name of a verified identity.
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

  /** Renders an error with a link to restart. */
  public void renderError(HttpExchange exchange, int status, String code) throws IOException {
    var retryUrl = "/t/" + exchange.tenant().slug() + "/login";
    pages.writeErrorPage(exchange, status, code, Optional.of(retryUrl));
  }

  /** Renders that the provider is unavailable and the user can retry. */
  public void renderUnavailable(HttpExchange exchange) throws IOException {
    exchange.response().setHeader("Retry-After", COME_AGAIN);
    renderError(exchange, UNAVAILABLE, "temporarily_unavailable");
  }

  /** Renders that the limit is exceeded, with the time of the next attempt. */
  public void renderTooMany(HttpExchange exchange, Instant until) throws IOException {
    long seconds = Math.max(1, Duration.between(Instant.now(), until).toSeconds());
    exchange.response().setHeader("Retry-After", Long.toString(seconds));
    renderError(exchange, TOO_MANY, "too_many_attempts");
  }

  /** Asks the user to sign in to the account before an identity is linked to it. */
  void renderSignInRequired(
      HttpExchange exchange, FederatedAccountConflict contested, String goUrl, String cancelUrl)
      throws IOException {
    var model = contest(exchange.tenant(), contested, cancelUrl);
    // Shows only the address: other account data requires a sign-in.
    model.put("account", Map.of("identifier", contested.who().email().orElse("")));
    model.put("goUrl", goUrl);
    pages.writePage(exchange, 200, "federation-link", model);
  }

  /** Asks the signed-in user to confirm the identity. */
  void renderConfirmation(
      HttpExchange exchange,
      FederatedAccountConflict contested,
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
      TenantContext tenant, FederatedAccountConflict contested, String cancelUrl) {
    Map<String, Object> model = new HashMap<>();
    model.put("client", Map.of("name", name(tenant, contested.provider())));
    model.put("cancelUrl", cancelUrl);
    return model;
  }

  /** Returns the display name of a provider. */
  public String name(TenantContext tenant, String provider) {
    return providers
        .find(tenant.id(), provider)
        .map(found -> found.settings().displayName())
        .orElse(provider);
  }
}
