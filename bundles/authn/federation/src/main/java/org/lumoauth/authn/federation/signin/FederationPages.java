package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.provider.ProviderMemory;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ModulePages;
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

  private final ModulePages pages;
  private final ProviderMemory providers;

  @Activate
  public FederationPages(@Reference ModulePages pages, @Reference ProviderMemory providers) {
    this.pages = pages;
    this.providers = providers;
  }

  /** Says that it cannot go on, and where to begin again. */
  void error(Exchange exchange, int status, String code) throws IOException {
    var retryUrl = "/t/" + exchange.tenant().slug() + "/login";
    pages.error(exchange, status, code, Optional.of(retryUrl));
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
    pages.show(exchange, 200, "federation-link", model);
  }

  /** Asks whoever has signed in whether an identity is theirs. */
  void confirm(Exchange exchange, Contested contested, Map<String, String> hidden, String cancelUrl)
      throws IOException {
    var model = contest(exchange.tenant(), contested, cancelUrl);
    model.put("account", pages.account(exchange.tenant(), contested.userId()));
    model.put("action", SocialAddress.account(exchange.tenant()) + "/confirm");
    model.put("hidden", hidden);
    pages.show(exchange, 200, "federation-link", model);
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
}
