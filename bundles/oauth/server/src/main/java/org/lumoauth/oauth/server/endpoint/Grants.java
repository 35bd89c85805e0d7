package org.lumoauth.oauth.server.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.oauth.TokenBinding;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The grants that are installed. */
@Component(service = Grants.class)
public final class Grants {

  private final Providers<GrantHandler> handlers;
  private final Profiles profiles;
  private final ResourcePolicies resources;

  @Activate
  public Grants(@Reference ProviderRegistry registry, @Reference Profiles profiles) {
    this.profiles = profiles;
    this.handlers = registry.follow(GrantHandler.class);
    this.resources = new ResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    handlers.close();
    resources.close();
  }

  /** Their {@code grant_type}s. */
  public Set<String> types() {
    return handlers.names();
  }

  /**
   * Hands the request to its grant.
   *
   * @throws OAuthError {@code unsupported_grant_type} if that is not installed, {@code
   *     unauthorized_client} if the client may not use it
   * @throws Problem 503 {@code module_unavailable} while it is away
   */
  TokenResponse answer(
      TenantContext tenant,
      String grantType,
      AuthenticatedClient by,
      OAuthRequest request,
      Optional<TokenBinding.Proof> proof) {
    try (Lease<GrantHandler> handler =
        handlers.acquireInstalled(grantType).orElseThrow(OAuthError::unsupportedGrantType)) {
      if (!by.client().grantTypes().contains(grantType)) { // RFC 6749 section 5.2
        throw OAuthError.unauthorizedClient("The client may not use this grant type.");
      }
      var grant =
          new GrantRequest(
              by.client(), by.method(), request, proof.map(TokenBinding.Proof::confirmation));
      profiles.check(tenant, grant);
      resources.check(tenant, grant, List.of());
      return handler.get().grant(tenant, grant);
    }
  }
}
