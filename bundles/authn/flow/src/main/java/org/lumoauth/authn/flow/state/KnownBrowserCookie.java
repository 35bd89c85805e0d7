/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.platform.web.page.TenantCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Recognizes a browser with which a user signed in before. A cookie contains a random browser name
 * and, for each of the last few users, a keyed hash of that name and the user. Attempts of others
 * on an account do not count against a browser of its owner.
 */
@Component(service = KnownBrowserCookie.class)
public final class KnownBrowserCookie {
  private static final String COOKIE = "known";
  private static final String PURPOSE = "known-browser";
  private static final Duration KEPT =
      Duration.ofDays(400); // The maximum lifetime of cookies in browsers.
  private static final int MAX_USERS = 5;
  private static final int PART = 43;

  private final SecretProtectionService vault;
  private final BaseUrlProvider base;

  @Activate
  public KnownBrowserCookie(
      @Reference SecretProtectionService vault, @Reference BaseUrlProvider base) {
    this.vault = vault;
    this.base = base;
  }

  /** Returns the browser's name, if this user signed in with it before. */
  public Optional<String> findBrowserName(
      TenantContext tenant, HttpRequestView request, SubjectRef user) {
    var parts = parts(tenant, request);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    var name = parts.get(0);
    var mark = mark(tenant, name, user);
    return parts.stream().skip(1).anyMatch(part -> same(part, mark))
        ? Optional.of(name)
        : Optional.empty();
  }

  /** Returns whether the cookie states that any user signed in with this browser. */
  public boolean isKnown(TenantContext tenant, HttpRequestView request) {
    return !parts(tenant, request).isEmpty();
  }

  /** Returns the value of the {@code Set-Cookie} header after this user signed in. */
  public String signInCookie(TenantContext tenant, HttpRequestView request, SubjectRef user) {
    var parts = parts(tenant, request);
    var name = parts.isEmpty() ? vault.newSecret() : parts.get(0);
    var mark = mark(tenant, name, user);
    var all = new ArrayList<>(List.of(name, mark));
    parts.stream()
        .skip(1)
        .filter(part -> !part.equals(mark))
        .limit(MAX_USERS - 1L)
        .forEach(all::add);
    return cookie(tenant).set(String.join(".", all), Optional.of(KEPT));
  }

  private List<String> parts(TenantContext tenant, HttpRequestView request) {
    return cookie(tenant)
        .read(request)
        .map(value -> List.of(value.split("\\.", -1)))
        .filter(parts -> parts.size() <= MAX_USERS + 1)
        .filter(parts -> parts.stream().allMatch(part -> part.length() == PART))
        .orElse(List.of());
  }

  private String mark(TenantContext tenant, String name, SubjectRef user) {
    var text = String.join("/", tenant.id(), name, user.toString());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.hash(PURPOSE, text));
  }

  private TenantCookie cookie(TenantContext tenant) {
    return TenantCookie.of(base.value(), COOKIE, tenant);
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
