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

/** Where people go. */
public final class FederationUrls {

  private static final String API = "/api/v1";
  private static final Pattern PROVIDER =
      Pattern.compile("/social/([a-z0-9][a-z0-9-]{0,39})(?:/callback)?$");

  private FederationUrls() {}

  /**
   * The redirect URI of a provider. Each has its own, so that no provider's answer is taken for
   * that of another one (RFC 9700 section 4.4.2.2).
   */
  public static String callback(TenantContext tenant, String provider) {
    return tenant.issuer() + "/oauth/social/" + provider + "/callback";
  }

  /** The page of a sign-in, to go on with what came back. */
  static String answer(TenantContext tenant, String attempt, String key) {
    return login(tenant, attempt) + "&answer=" + encoded(key);
  }

  /** The page of a sign-in, to go on by a provider. */
  static String way(TenantContext tenant, String attempt, String provider) {
    return login(tenant, attempt)
        + "&method="
        + FederationAuthenticationMethod.NAME
        + "&way="
        + encoded(provider);
  }

  /** The page of a sign-in, to end it without one. */
  static String cancel(TenantContext tenant, String attempt) {
    return login(tenant, attempt) + "&cancel";
  }

  /** The page on which people say that an identity is theirs. */
  static String confirm(TenantContext tenant, String key) {
    return pages(tenant) + "/account/identities/confirm?pending=" + encoded(key);
  }

  /** The page with the identities of whoever reads it. */
  public static String account(TenantContext tenant) {
    return pages(tenant) + "/account/identities";
  }

  /** The page on which whoever reads it adds a provider. */
  static String add(TenantContext tenant, String provider) {
    return account(tenant) + "/add?provider=" + encoded(provider);
  }

  /** The page on which they say that what came back is to be linked. */
  static String link(TenantContext tenant, String name, String key) {
    return account(tenant) + "/link?" + name + "=" + encoded(key);
  }

  /** Where a sign-in ends that nobody asked for. */
  static String home(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/account";
  }

  /** The provider that a path of these names; empty text if it names none. */
  static String providerOf(String path) {
    Matcher name = PROVIDER.matcher(path);
    return name.find() ? name.group(1) : "";
  }

  /** The id of the sign-in in the address of its page. */
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
