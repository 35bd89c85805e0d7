package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Holds requests to the rules of the resources that they name. */
@Component(service = Resources.class)
public final class Resources {

  private final ResourcePolicies policies;

  @Activate
  public Resources(@Reference ProviderRegistry registry) {
    this.policies = new ResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    policies.close();
  }

  /** The client with the scopes that it may ask for by naming these resources. */
  public Client widened(TenantContext tenant, Client client, List<String> resources) {
    return policies.widened(tenant, client, resources);
  }

  /** What is asked for; where that is not said, what the resources have. */
  Set<String> scope(
      TenantContext tenant, Client client, List<String> resources, Set<String> asked) {
    policies.requireTargets(tenant, client, resources);
    return RequestedScope.of(
        widened(tenant, client, resources),
        asked.isEmpty() ? policies.scopes(tenant, client, resources) : asked);
  }

  void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    policies.check(tenant, client, request);
  }
}
