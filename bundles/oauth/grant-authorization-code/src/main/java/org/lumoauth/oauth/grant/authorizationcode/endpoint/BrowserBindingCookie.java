/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.HostCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A session cookie that identifies the browser in which a request was started. */
@Component(service = BrowserBindingCookie.class)
public final class BrowserBindingCookie {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final SecretProtectionService vault;

  @Activate
  public BrowserBindingCookie(@Reference SecretProtectionService vault) {
    this.vault = vault;
  }

  /**
   * Returns the browser's identifier. If it has none, generates an identifier and sets it with this
   * response.
   */
  String readOrCreate(HttpExchange exchange) {
    HostCookie cookie = cookie(exchange);
    return cookie
        .read(exchange.view())
        .filter(mark -> SHAPE.matcher(mark).matches())
        .orElseGet(
            () -> {
              String mark = vault.newSecret();
              exchange.response().addHeader("Set-Cookie", cookie.set(mark, Optional.empty()));
              return mark;
            });
  }

  /** Returns whether the request was started in this browser. */
  boolean matches(HttpExchange exchange, PendingAuthorizationRequest pending) {
    Optional<String> mark = cookie(exchange).read(exchange.view());
    return mark.isPresent()
        && pending.browser().isPresent()
        && MessageDigest.isEqual(
            mark.get().getBytes(StandardCharsets.UTF_8),
            pending.browser().get().getBytes(StandardCharsets.UTF_8));
  }

  private static HostCookie cookie(HttpExchange exchange) {
    return HostCookie.of(exchange.baseUrl(), "authorization");
  }
}
