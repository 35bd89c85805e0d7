package org.lumoauth.agents.aauthperson.deferred;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.lumoauth.api.tenant.TenantContext;

/** Where people answer. */
public final class InteractionPageUrls {

  private InteractionPageUrls() {}

  static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/aauth/interaction");
  }

  /** The page for a code. */
  public static String link(TenantContext tenant, String code) {
    return of(tenant) + "?code=" + code;
  }

  /** Where people come back from the page of a resource. */
  static String callbackUrl(TenantContext tenant, String visit) {
    return of(tenant) + "/back/" + visit;
  }

  /** The same as a path, with the error that they came back with, if any. */
  static String callbackPath(TenantContext tenant, String visit, String error) {
    String path = URI.create(callbackUrl(tenant, visit)).getRawPath();
    return error == null ? path : path + "?error=" + encoded(error);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Where the reader signs in as somebody else, and comes back. */
  static String otherAccountUrl(TenantContext tenant, String code) {
    return path(tenant, code) + "&switch=1";
  }

  /**
   * The page for a code, for who said just now which account they use.
   *
   * @param callback where they are sent in the end; empty if nowhere
   */
  static String accountChosenPath(TenantContext tenant, String code, String callback) {
    String path = path(tenant, code) + "&chosen=1";
    return callback.isEmpty()
        ? path
        : path + "&" + InteractionCallbackUrls.PARAMETER + "=" + encoded(callback);
  }

  /** The page for a code, as a path with its query. */
  static String path(TenantContext tenant, String code) {
    return URI.create(of(tenant)).getRawPath() + "?code=" + code;
  }
}
