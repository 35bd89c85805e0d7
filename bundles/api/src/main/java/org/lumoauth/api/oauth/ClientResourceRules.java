package org.lumoauth.api.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.lumoauth.api.tenant.TenantContext;

/**
 * What a client may name as the resource that a token is for (RFC 8707 section 2). One that has
 * registered {@code audience_uris} gets tokens for these and what lies below them, and for the
 * tenant's own API.
 */
public final class ClientResourceRules {

  private static final int MAX_RESOURCES = 10;
  private static final int MAX_LENGTH = 1024;

  /** Of all together: the access token has to hold them. */
  private static final int MAX_TOGETHER = 4096;

  private ClientResourceRules() {}

  /**
   * The resources that were asked for, each once; empty means the tenant's own API.
   *
   * @throws OAuthException {@code invalid_target}
   */
  public static List<String> permittedResources(
      TenantContext tenant, Client client, List<String> resources) {
    requireWithinLimit(resources);
    for (String resource : resources) {
      requireAbsolute(resource);
      if (!resource.equals(tenant.issuer())) {
        requireRegistered(client, resource);
      }
    }
    return resources.stream().distinct().toList();
  }

  /**
   * Requires no more than can be meant.
   *
   * @throws OAuthException {@code invalid_target}
   */
  public static void requireWithinLimit(List<String> targets) {
    if (targets.size() > MAX_RESOURCES
        || targets.stream().mapToInt(String::length).sum() > MAX_TOGETHER) {
      throw OAuthException.invalidTarget("Too many resources are asked for at once.");
    }
  }

  /**
   * Requires an absolute URI without a fragment.
   *
   * @throws OAuthException {@code invalid_target}
   */
  public static void requireAbsolute(String resource) {
    try {
      URI uri = new URI(resource);
      if (resource.length() <= MAX_LENGTH && uri.isAbsolute() && uri.getRawFragment() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw OAuthException.invalidTarget("A resource is an absolute URI without a fragment.");
  }

  private static void requireRegistered(Client client, String resource) {
    if (client.metadata().get("audience_uris") instanceof List<?> registered
        && !registered.isEmpty()
        && registered.stream().noneMatch(uri -> covers((String) uri, resource))) {
      throw OAuthException.invalidTarget("The client may not get tokens for this resource.");
    }
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
