package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.web.BaseUrl;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.TenantCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Knows a browser again that left for a provider before any sign-in was bound to it: nobody else
 * comes back in its place, and nobody is sent back who did not leave (login CSRF).
 */
@Component(service = LeavingBrowser.class)
public final class LeavingBrowser {

  private static final String COOKIE = "social";
  private static final String PURPOSE = "federation-browser";
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final SecretVault vault;
  private final BaseUrl base;

  @Activate
  public LeavingBrowser(@Reference SecretVault vault, @Reference BaseUrl base) {
    this.vault = vault;
    this.base = base;
  }

  /** Gives the browser a new secret; what is kept of it. */
  String mark(Exchange exchange) {
    String secret = vault.newSecret();
    exchange.response().addHeader("Set-Cookie", cookie(exchange).set(secret, Optional.of(KEPT)));
    return HexFormat.of().formatHex(vault.hash(PURPOSE, secret));
  }

  /** Whether it is the browser of which this is kept. */
  boolean is(Exchange exchange, String kept) {
    return cookie(exchange)
        .read(exchange.view())
        .map(secret -> vault.matches(PURPOSE, secret, HexFormat.of().parseHex(kept)))
        .orElse(false);
  }

  private TenantCookie cookie(Exchange exchange) {
    return TenantCookie.of(base.value(), COOKIE, exchange.tenant());
  }
}
