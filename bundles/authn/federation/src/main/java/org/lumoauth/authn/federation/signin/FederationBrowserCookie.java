/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.TenantCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Recognizes the browser that was redirected to a provider before a sign-in was bound to it.
 * Prevents login CSRF: only the browser that started the redirect can complete the callback.
 */
@Component(service = FederationBrowserCookie.class)
public final class FederationBrowserCookie {

  private static final String COOKIE = "social";
  private static final String PURPOSE = "federation-browser";
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final SecretProtectionService vault;
  private final BaseUrlProvider base;

  @Activate
  public FederationBrowserCookie(
      @Reference SecretProtectionService vault, @Reference BaseUrlProvider base) {
    this.vault = vault;
    this.base = base;
  }

  /** Sets a new secret in the browser and returns its keyed hash. */
  String setCookie(HttpExchange exchange) {
    String secret = vault.newSecret();
    exchange.response().addHeader("Set-Cookie", cookie(exchange).set(secret, Optional.of(KEPT)));
    return HexFormat.of().formatHex(vault.hash(PURPOSE, secret));
  }

  /** Returns whether the browser's secret matches the stored hash. */
  boolean matches(HttpExchange exchange, String kept) {
    return cookie(exchange)
        .read(exchange.view())
        .map(secret -> vault.matches(PURPOSE, secret, HexFormat.of().parseHex(kept)))
        .orElse(false);
  }

  private TenantCookie cookie(HttpExchange exchange) {
    return TenantCookie.of(base.value(), COOKIE, exchange.tenant());
  }
}
