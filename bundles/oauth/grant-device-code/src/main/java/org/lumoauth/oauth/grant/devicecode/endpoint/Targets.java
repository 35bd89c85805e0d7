package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.util.List;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.oauth.ResourceRules;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * For which resources a client may ask (RFC 8707 section 2): those that it could name elsewhere.
 */
@Component(service = Targets.class)
public final class Targets {

  private final ResourcePolicies policies;

  @Activate
  public Targets(@Reference ProviderRegistry registry) {
    this.policies = new ResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    policies.close();
  }

  /**
   * The resources; empty means the tenant's own API.
   *
   * @throws OAuthError {@code invalid_target}
   */
  List<String> permitted(TenantContext tenant, Client client, List<String> asked) {
    List<String> resources = ResourceRules.permitted(tenant, client, asked);
    policies.requireTargets(tenant, client, resources);
    return resources;
  }
}
