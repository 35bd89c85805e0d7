package org.lumoauth.oauth.grant.authorizationcode.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;

/**
 * The resources that tokens are to be for (RFC 8707 section 2). A client that has registered {@code
 * audience_uris} gets tokens for these and what lies below them, and for the tenant's own API.
 */
final class RequestedResources {

  private static final int MAX_RESOURCES = 10;
  private static final int MAX_LENGTH = 1_024;

  private RequestedResources() {}

  /**
   * Those asked for; empty means the tenant's own API.
   *
   * @throws OAuthError {@code invalid_target}
   */
  static List<String> of(TenantContext tenant, Client client, List<String> asked) {
    if (asked.size() > MAX_RESOURCES) {
      throw OAuthError.invalidTarget("Too many resources are asked for at once.");
    }
    for (String resource : asked) {
      requireAbsolute(resource);
      if (!resource.equals(tenant.issuer()) && !permitted(client, resource)) {
        throw OAuthError.invalidTarget("The client may not get tokens for this resource.");
      }
    }
    return asked.stream().distinct().toList();
  }

  private static void requireAbsolute(String resource) {
    try {
      URI uri = new URI(resource);
      if (resource.length() <= MAX_LENGTH && uri.isAbsolute() && uri.getRawFragment() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw OAuthError.invalidTarget("A resource is an absolute URI without a fragment.");
  }

  private static boolean permitted(Client client, String resource) {
    return !(client.metadata().get("audience_uris") instanceof List<?> registered)
        || registered.isEmpty()
        || registered.stream().anyMatch(uri -> covers((String) uri, resource));
  }

  /** The same, or below it at a segment's start: no dot segments, for they climb out again. */
  private static boolean covers(String registered, String resource) {
    String base = registered.endsWith("/") ? registered : registered + "/";
    return resource.equals(registered)
        || (resource.startsWith(base)
            && URI.create(resource).normalize().toString().equals(resource)
            && !resource.toLowerCase(Locale.ROOT).contains("%2e"));
  }
}
