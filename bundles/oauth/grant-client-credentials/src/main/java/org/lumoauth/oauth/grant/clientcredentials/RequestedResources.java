package org.lumoauth.oauth.grant.clientcredentials;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;

/**
 * The audience that a request gets (RFC 8707 section 2). A client that has registered {@code
 * audience_uris} gets tokens for these and what lies below them, and for the tenant's own API.
 */
final class RequestedResources {

  private static final int MAX_RESOURCES = 10;
  private static final int MAX_LENGTH = 1024;

  private RequestedResources() {}

  /**
   * The resources asked for; empty means the tenant's own API.
   *
   * @throws OAuthError {@code invalid_target}
   */
  static List<String> of(TenantContext tenant, GrantRequest request) {
    List<String> resources = request.resources();
    if (resources.size() > MAX_RESOURCES) {
      throw OAuthError.invalidTarget("Too many resources are asked for at once.");
    }
    for (String resource : resources) {
      requireAbsolute(resource);
      if (!resource.equals(tenant.issuer())) {
        requireRegistered(request.client(), resource);
      }
    }
    return resources.stream().distinct().toList();
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

  private static void requireRegistered(Client client, String resource) {
    if (client.metadata().get("audience_uris") instanceof List<?> registered
        && !registered.isEmpty()
        && registered.stream().noneMatch(uri -> covers((String) uri, resource))) {
      throw OAuthError.invalidTarget("The client may not get tokens for this resource.");
    }
  }

  /** The same, or below it at a segment's start: no dot segments, for they climb out again. */
  private static boolean covers(String registered, String resource) {
    String base = registered.endsWith("/") ? registered : registered + "/";
    return resource.equals(registered)
        || (resource.startsWith(base)
            && URI.create(resource).normalize().toString().equals(resource)
            && !resource.toLowerCase(java.util.Locale.ROOT).contains("%2e"));
  }
}
