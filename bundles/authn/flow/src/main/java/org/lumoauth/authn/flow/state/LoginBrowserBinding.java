/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.state;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.platform.web.page.TenantCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Binds a sign-in to the browser for which it was begun, or which opened it first, by a secret in a
 * separate cookie. Other browsers cannot continue it, and other sites cannot submit its forms
 * (login CSRF).
 */
@Component(service = LoginBrowserBinding.class)
public final class LoginBrowserBinding {
  private static final String COOKIE = "login";
  private static final String PURPOSE = "sign-in-browser";
  private static final String FORM_PURPOSE = "sign-in-form";
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int SECRET = 43;

  private final SecretProtectionService vault;
  private final BaseUrlProvider base;

  @Activate
  public LoginBrowserBinding(
      @Reference SecretProtectionService vault, @Reference BaseUrlProvider base) {
    this.vault = vault;
    this.base = base;
  }

  /** Returns the secret of the request's browser. */
  public Optional<String> secret(TenantContext tenant, HttpRequestView request) {
    return cookie(tenant).read(request).filter(value -> value.length() == SECRET);
  }

  /**
   * Returns the secret of the browser for which a sign-in begins: its existing secret, or a new
   * secret. Empty if the browser may have a secret that this request does not contain: a form of
   * another site is sent without cookies, and another host name of this server has other cookies.
   */
  public Optional<String> secretToBegin(TenantContext tenant, HttpRequestView request) {
    if (!atBase(request)) {
      return Optional.empty();
    }
    var own = secret(tenant, request);
    return own.isEmpty() && request.method().equals("GET") ? Optional.of(newSecret()) : own;
  }

  /**
   * Returns whether the browser used the host of the page's URL. Cookies do not depend on the port.
   */
  private boolean atBase(HttpRequestView request) {
    var name = URI.create(base.value()).getHost();
    return request
        .header("Host")
        .map(host -> host.replaceFirst(":[0-9]*$", "").equalsIgnoreCase(name))
        .orElse(true);
  }

  public String newSecret() {
    return vault.newSecret();
  }

  /** Returns the value of the {@code Set-Cookie} header with the secret. */
  public String setCookie(TenantContext tenant, String secret) {
    return cookie(tenant).set(secret, Optional.of(KEPT));
  }

  /** Returns the stored hash of a secret. */
  public String hash(String secret) {
    return HexFormat.of().formatHex(vault.hash(PURPOSE, secret));
  }

  /** Returns whether a sign-in is bound to the browser with this secret. */
  public boolean isOpenedBy(LoginState state, String secret) {
    return state
        .browser()
        .map(hash -> vault.matches(PURPOSE, secret, HexFormat.of().parseHex(hash)))
        .orElse(false);
  }

  /** Returns the form token for this sign-in in this browser. */
  public String formToken(TenantContext tenant, String attempt, String secret) {
    var form = String.join("/", tenant.id(), attempt, secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.hash(FORM_PURPOSE, form));
  }

  public boolean isFormTokenValid(
      TenantContext tenant, String attempt, String secret, String token) {
    return MessageDigest.isEqual(
        formToken(tenant, attempt, secret).getBytes(StandardCharsets.US_ASCII),
        token.getBytes(StandardCharsets.UTF_8));
  }

  private TenantCookie cookie(TenantContext tenant) {
    return TenantCookie.of(base.value(), COOKIE, tenant);
  }
}
