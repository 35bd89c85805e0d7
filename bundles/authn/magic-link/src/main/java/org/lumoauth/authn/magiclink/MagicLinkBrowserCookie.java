/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

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

/** Recognizes a browser that requested a link outside a sign-in, by a secret in a cookie. */
@Component(service = MagicLinkBrowserCookie.class)
public final class MagicLinkBrowserCookie {
  private static final String COOKIE = "link";
  private static final String PURPOSE = "magic-link-browser";
  private static final int SECRET = 43;

  private final MagicLinkPolicy policy;
  private final SecretProtectionService vault;
  private final BaseUrlProvider base;

  @Activate
  public MagicLinkBrowserCookie(
      @Reference MagicLinkPolicy policy,
      @Reference SecretProtectionService vault,
      @Reference BaseUrlProvider base) {
    this.policy = policy;
    this.vault = vault;
    this.base = base;
  }

  /** Returns the secret of the request's browser, or a new secret. */
  String secret(TenantContext tenant, HttpRequestView request) {
    return known(tenant, request).orElseGet(vault::newSecret);
  }

  /** Returns the value of the {@code Set-Cookie} header with the secret. */
  String setCookie(TenantContext tenant, String secret) {
    return cookie(tenant).set(secret, Optional.of(policy.lifetime(tenant)));
  }

  /** Returns the stored hash of a secret. */
  String hash(String secret) {
    return HexFormat.of().formatHex(vault.hash(PURPOSE, secret));
  }

  /** Returns whether the request's browser is the browser that requested a link. */
  boolean askedFor(TenantContext tenant, HttpRequestView request, MagicLink link) {
    return known(tenant, request)
        .flatMap(
            secret ->
                link.browser()
                    .filter(hash -> vault.matches(PURPOSE, secret, HexFormat.of().parseHex(hash))))
        .isPresent();
  }

  private Optional<String> known(TenantContext tenant, HttpRequestView request) {
    return cookie(tenant).read(request).filter(value -> value.length() == SECRET);
  }

  private TenantCookie cookie(TenantContext tenant) {
    return TenantCookie.of(base.value(), COOKIE, tenant);
  }
}
