/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Applies the rules of the resources that a request names. */
@Component(service = ResourceIndicatorPolicy.class)
public final class ResourceIndicatorPolicy {

  private final InstalledResourcePolicies policies;

  @Activate
  public ResourceIndicatorPolicy(@Reference ProviderRegistry registry) {
    this.policies = new InstalledResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    policies.close();
  }

  /** Returns the client with the additional scopes that it may request for these resources. */
  public Client withResourceScopes(TenantContext tenant, Client client, List<String> resources) {
    return policies.withResourceScopes(tenant, client, resources);
  }

  /** Returns the requested scopes, or the scopes of the resources if none are requested. */
  Set<String> scope(
      TenantContext tenant, Client client, List<String> resources, Set<String> asked) {
    policies.requireTargets(tenant, client, resources);
    return AuthorizationScopePolicy.of(
        withResourceScopes(tenant, client, resources),
        asked.isEmpty() ? policies.scopes(tenant, client, resources) : asked);
  }

  void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    policies.check(tenant, client, request);
  }
}
