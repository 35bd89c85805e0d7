package org.lumoauth.oauth.grant.tokenexchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.ActorPolicy.Delegation;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The rules about actors that are installed, all of which count. */
@Component(service = ActorPolicies.class)
public final class ActorPolicies {

  private final Providers<ActorPolicy> policies;

  @Activate
  public ActorPolicies(@Reference ProviderRegistry registry) {
    this.policies = registry.follow(ActorPolicy.class);
  }

  @Deactivate
  void close() {
    policies.close();
  }

  /**
   * The scopes that every policy leaves.
   *
   * @throws OAuthError if one says no, or leaves nothing
   */
  Set<String> permitted(TenantContext tenant, Delegation delegation) {
    Set<String> scope = new HashSet<>(delegation.scope());
    List<Lease<ActorPolicy>> held = policies.acquireAll();
    try {
      held.forEach(policy -> scope.retainAll(policy.get().permitted(tenant, delegation)));
    } finally {
      held.forEach(Lease::close);
    }
    if (scope.isEmpty() && !delegation.scope().isEmpty()) {
      throw OAuthError.invalidScope("The actor may not use any of the scopes for the subject.");
    }
    return Set.copyOf(scope);
  }
}
