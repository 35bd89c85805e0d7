/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.RegisteredClientSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Validates the grants, profiles and authentication methods of a client: those of installed
 * modules, including temporarily unavailable ones, those of the modules that are part of this
 * server, and those that the client already has.
 */
@Component(service = SupportedClientOptionValidator.class)
public final class SupportedClientOptionValidator {

  private static final String PROFILE = "profile";
  private static final String METHODS = "tokenEndpointAuthMethods";

  /** Grants of modules that are part of this server, so that an exported client can be imported. */
  private static final Set<String> OUR_GRANTS =
      Set.of(
          "authorization_code",
          "refresh_token",
          "client_credentials",
          "urn:ietf:params:oauth:grant-type:device_code",
          "urn:ietf:params:oauth:grant-type:jwt-bearer",
          "urn:ietf:params:oauth:grant-type:token-exchange",
          "urn:openid:params:grant-type:ciba");

  private static final Set<String> OUR_PROFILES =
      Set.of("fapi2-security", "fapi2-message-signing", "fapi-ciba");

  private final ProviderTracker<GrantHandler> grants;
  private final ProviderTracker<ClientSecurityProfile> profiles;
  private final ProviderTracker<ClientAuthenticationMethod> authenticators;

  @Activate
  public SupportedClientOptionValidator(@Reference ProviderRegistry registry) {
    this.grants = registry.track(GrantHandler.class);
    this.profiles = registry.track(ClientSecurityProfile.class);
    this.authenticators = registry.track(ClientAuthenticationMethod.class);
  }

  @Deactivate
  void close() {
    grants.close();
    profiles.close();
    authenticators.close();
  }

  /**
   * Validates a new client.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public RegisteredClientSettings require(RegisteredClientSettings client) {
    return require(List.of(), List.of(), Map.of(), client);
  }

  /**
   * Validates a changed client.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public RegisteredClientSettings require(
      RegisteredClientSettings before, RegisteredClientSettings after) {
    return require(before.grantTypes(), before.authenticationMethods(), before.metadata(), after);
  }

  private RegisteredClientSettings require(
      Collection<String> hadGrants,
      Collection<String> hadMethods,
      Map<String, Object> metadata,
      RegisteredClientSettings client) {
    for (String grant : client.grantTypes()) {
      if (!hadGrants.contains(grant) && !OUR_GRANTS.contains(grant) && !grants.isInstalled(grant)) {
        throw ApiException.invalid(
            "grantTypes", "No installed module supports the grant type " + grant + ".");
      }
    }
    Object profile = client.metadata().get(PROFILE);
    if (profile != null && !profile.equals(metadata.get(PROFILE)) && !isProfile(profile)) {
      throw ClientMetadataValueParser.refused(
          PROFILE, "must be the name of a profile of an installed module.");
    }
    if (client.confidential()) {
      requireMethods(hadMethods, client.authenticationMethods());
    }
    return client;
  }

  /**
   * Each method is supported by a module, already registered, or a URI as in RFC 7591 section 2.
   */
  private void requireMethods(Collection<String> had, Collection<String> methods) {
    for (String method : methods) {
      if (!had.contains(method) && !isMethod(method) && method.indexOf(':') < 0) {
        throw ApiException.invalid(
            METHODS,
            METHODS
                + " must contain only methods of token_endpoint_auth_methods_supported in the server "
                + "metadata, or URIs.");
      }
    }
  }

  private boolean isMethod(String method) {
    return !ClientAuthenticationMethods.OF_AGENTS.contains(method)
        && (ClientAuthenticationMethods.OURS.contains(method)
            || authenticators.isInstalled(method));
  }

  private boolean isProfile(Object named) {
    return named instanceof String profile
        && (OUR_PROFILES.contains(profile) || profiles.isInstalled(profile));
  }
}
