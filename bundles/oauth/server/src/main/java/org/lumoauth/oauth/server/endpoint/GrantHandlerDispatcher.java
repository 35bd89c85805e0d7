/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Finds the installed grants. */
@Component(service = GrantHandlerDispatcher.class)
public final class GrantHandlerDispatcher {

  private final ProviderTracker<GrantHandler> handlers;
  private final ClientProfileEnforcer profiles;
  private final InstalledResourcePolicies resources;

  @Activate
  public GrantHandlerDispatcher(
      @Reference ProviderRegistry registry, @Reference ClientProfileEnforcer profiles) {
    this.profiles = profiles;
    this.handlers = registry.track(GrantHandler.class);
    this.resources = new InstalledResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    handlers.close();
    resources.close();
  }

  /** Returns the {@code grant_type} values of the installed grants. */
  public Set<String> types() {
    return handlers.names();
  }

  /**
   * Passes the request to the handler of its grant type.
   *
   * @throws OAuthException {@code unsupported_grant_type} if the grant is not installed, {@code
   *     unauthorized_client} if the client may not use it
   * @throws ApiException 503 {@code module_unavailable} if the grant is not available
   */
  TokenResponse handle(
      TenantContext tenant,
      String grantType,
      AuthenticatedClient by,
      OAuthRequest request,
      Optional<TokenBindingMethod.KeyProof> proof) {
    try (ServiceLease<GrantHandler> handler =
        handlers.leaseInstalled(grantType).orElseThrow(OAuthException::unsupportedGrantType)) {
      if (!by.client().grantTypes().contains(grantType)) { // RFC 6749 section 5.2
        throw OAuthException.unauthorizedClient(
            "The client is not registered for the grant type " + grantType + ".");
      }
      var grant =
          new AuthenticatedTokenRequest(
              by.client(),
              by.method(),
              request,
              proof.map(TokenBindingMethod.KeyProof::confirmation));
      profiles.check(tenant, grant);
      resources.check(tenant, grant, List.of()); // RFC 8707 section 2.2
      return handler.get().grant(tenant, grant);
    }
  }
}
