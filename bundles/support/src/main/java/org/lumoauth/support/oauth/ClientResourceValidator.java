/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Checks the resources for which a client may request tokens (RFC 8707 section 2). A client with
 * registered {@code audience_uris} obtains tokens for these and the resources below them, and for
 * the tenant's own API.
 */
public final class ClientResourceValidator {

  private static final int MAX_RESOURCES = 10;
  private static final int MAX_LENGTH = 1024;

  /** The maximum total length, because the access token contains them. */
  private static final int MAX_TOGETHER = 4096;

  private ClientResourceValidator() {}

  /**
   * Returns the requested resources without duplicates; empty means the tenant's own API.
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
   * Requires that the number and the total length of the resources are within limits.
   *
   * @throws OAuthException {@code invalid_target}
   */
  public static void requireWithinLimit(List<String> targets) {
    if (targets.size() > MAX_RESOURCES
        || targets.stream().mapToInt(String::length).sum() > MAX_TOGETHER) {
      throw OAuthException.invalidTarget(
          "The request must name at most "
              + MAX_RESOURCES
              + " resources with "
              + MAX_TOGETHER
              + " characters in total.");
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
      // Rejected below.
    }
    throw OAuthException.invalidTarget(
        "resource must be an absolute URI of at most "
            + MAX_LENGTH
            + " characters without a fragment.");
  }

  private static void requireRegistered(Client client, String resource) {
    if (client.metadata().get("audience_uris") instanceof List<?> registered
        && !registered.isEmpty()
        && registered.stream().noneMatch(uri -> covers((String) uri, resource))) {
      throw OAuthException.invalidTarget("resource must be covered by the client's audience_uris.");
    }
  }

  /**
   * Returns whether the resource equals the registered one or is below it at a segment boundary.
   * Dot segments are not allowed, because they could leave it.
   */
  private static boolean covers(String registered, String resource) {
    String base = registered.endsWith("/") ? registered : registered + "/";
    return resource.equals(registered)
        || (resource.startsWith(base)
            && URI.create(resource).normalize().toString().equals(resource)
            && !resource.toLowerCase(Locale.ROOT).contains("%2e"));
  }
}
