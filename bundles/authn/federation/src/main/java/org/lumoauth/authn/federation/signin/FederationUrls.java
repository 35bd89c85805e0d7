/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.tenant.TenantContext;

/** The URLs of this bundle. */
public final class FederationUrls {

  private static final String API = "/api/v1";
  private static final Pattern PROVIDER =
      Pattern.compile("/social/([a-z0-9][a-z0-9-]{0,39})(?:/callback)?$");

  private FederationUrls() {}

  /**
   * Returns the redirect URI of a provider. Each provider has its own, so that responses of
   * different providers cannot be mixed up (RFC 9700 section 4.4.2.2).
   */
  public static String callback(TenantContext tenant, String provider) {
    return tenant.issuer() + "/oauth/social/" + provider + "/callback";
  }

  /** Returns the sign-in page that continues with a callback. */
  static String answer(TenantContext tenant, String attempt, String key) {
    return login(tenant, attempt) + "&answer=" + encoded(key);
  }

  /** Returns the sign-in page that continues with a provider. */
  static String way(TenantContext tenant, String attempt, String provider) {
    return login(tenant, attempt)
        + "&method="
        + FederationAuthenticationMethod.NAME
        + "&way="
        + encoded(provider);
  }

  /** Returns the sign-in page that cancels the sign-in. */
  static String cancel(TenantContext tenant, String attempt) {
    return login(tenant, attempt) + "&cancel";
  }

  /** Returns the page for confirming an identity. */
  static String confirm(TenantContext tenant, String key) {
    return pages(tenant) + "/account/identities/confirm?pending=" + encoded(key);
  }

  /** Returns the page with the user's linked identities. */
  public static String account(TenantContext tenant) {
    return pages(tenant) + "/account/identities";
  }

  /** Returns the page for adding a provider. */
  public static String add(TenantContext tenant, String provider) {
    return account(tenant) + "/add?provider=" + encoded(provider);
  }

  /** Returns the page for confirming a new link. */
  public static String link(TenantContext tenant, String name, String key) {
    return account(tenant) + "/link?" + name + "=" + encoded(key);
  }

  /** Returns the target of a sign-in that was not started by a client. */
  public static String home(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/account";
  }

  /** Returns the provider in a path; empty text if there is none. */
  static String providerOf(String path) {
    Matcher name = PROVIDER.matcher(path);
    return name.find() ? name.group(1) : "";
  }

  /** Returns the id of the sign-in in its page's URL. */
  static Optional<String> attemptOf(String url) {
    return Arrays.stream(Optional.ofNullable(URI.create(url).getRawQuery()).orElse("").split("&"))
        .filter(pair -> pair.startsWith("attempt="))
        .map(pair -> URLDecoder.decode(pair.substring(8), StandardCharsets.UTF_8))
        .findFirst();
  }

  private static String login(TenantContext tenant, String attempt) {
    return pages(tenant) + "/login?attempt=" + encoded(attempt);
  }

  private static String pages(TenantContext tenant) {
    return tenant.issuer().substring(0, tenant.issuer().length() - API.length());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
