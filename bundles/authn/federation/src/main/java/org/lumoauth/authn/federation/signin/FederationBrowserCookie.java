package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.TenantCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Knows a browser again that left for a provider before any sign-in was bound to it: nobody else
 * comes back in its place, and nobody is sent back who did not leave (login CSRF).
 */
@Component(service = FederationBrowserCookie.class)
public final class FederationBrowserCookie {

  private static final String COOKIE = "social";
  private static final String PURPOSE = "federation-browser";
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final SecretVault vault;
  private final BaseUrlProvider base;

  @Activate
  public FederationBrowserCookie(@Reference SecretVault vault, @Reference BaseUrlProvider base) {
    this.vault = vault;
    this.base = base;
  }

  /** Gives the browser a new secret; what is kept of it. */
  String setCookie(HttpExchange exchange) {
    String secret = vault.newSecret();
    exchange.response().addHeader("Set-Cookie", cookie(exchange).set(secret, Optional.of(KEPT)));
    return HexFormat.of().formatHex(vault.hash(PURPOSE, secret));
  }

  /** Whether it is the browser of which this is kept. */
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
