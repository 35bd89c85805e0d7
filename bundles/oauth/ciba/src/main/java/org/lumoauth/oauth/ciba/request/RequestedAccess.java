package org.lumoauth.oauth.ciba.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;

/** What is asked for, within what the client may have. */
final class RequestedAccess {

  private static final int MAX_SCOPES = 200;
  private static final int MAX_RESOURCES = 10;
  private static final int MAX_LENGTH = 1_024;

  private RequestedAccess() {}

  /**
   * The scopes, {@code openid} among them (CIBA section 7.1).
   *
   * @throws OAuthError {@code invalid_scope}
   */
  static Set<String> scope(Client client, String parameter) {
    Set<String> scope = new LinkedHashSet<>(Arrays.asList(parameter.strip().split(" +")));
    if (!client.grantTypes().contains("refresh_token")) {
      scope.remove("offline_access"); // Core section 11: ignored where it could mean nothing
    }
    if (!scope.contains("openid")) {
      throw OAuthError.invalidScope("The scope has to have openid.");
    }
    if (scope.size() > MAX_SCOPES || !client.scope().containsAll(scope)) {
      throw OAuthError.invalidScope("The client may not have one of the scopes.");
    }
    return Set.copyOf(scope);
  }

  /**
   * The resources (RFC 8707 section 2); empty means the tenant's own API.
   *
   * @throws OAuthError {@code invalid_target}
   */
  static List<String> resources(TenantContext tenant, Client client, List<String> asked) {
    if (asked.size() > MAX_RESOURCES) {
      throw OAuthError.invalidTarget("Too many resources are asked for at once.");
    }
    for (String resource : asked) {
      if (!absolute(resource)) {
        throw OAuthError.invalidTarget("A resource is an absolute URI without a fragment.");
      }
      if (!resource.equals(tenant.issuer()) && !permitted(client, resource)) {
        throw OAuthError.invalidTarget("The client may not get tokens for this resource.");
      }
    }
    return asked.stream().distinct().toList();
  }

  private static boolean absolute(String resource) {
    try {
      URI uri = new URI(resource);
      return resource.length() <= MAX_LENGTH && uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
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
