package org.lumoauth.oauth.grant.tokenexchange;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.ActorPolicy.DelegationRequest;
import org.lumoauth.api.oauth.ActorPolicy.DelegationTerms;
import org.lumoauth.api.oauth.ExchangedToken;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The rules about actors that are installed, all of which count. While the module of one is away
 * nobody acts for anybody anew.
 */
@Component(service = ActorPolicyRegistry.class)
public final class ActorPolicyRegistry {

  private final ProviderTracker<ActorPolicy> policies;

  @Activate
  public ActorPolicyRegistry(@Reference ProviderRegistry registry) {
    this.policies = registry.track(ActorPolicy.class);
  }

  @Deactivate
  void close() {
    policies.close();
  }

  /** Whether a policy lets the actor present a token that was issued to somebody else. */
  boolean mayPresent(TenantContext tenant, SubjectRef subject, SubjectRef actor) {
    return askAll(
        held -> held.stream().anyMatch(by -> by.get().canPresent(tenant, subject, actor)));
  }

  /** What every policy says that the token ends with. */
  DelegationTerms terms(TenantContext tenant, DelegationRequest delegation) {
    return askAll(
        held -> joined(held.stream().map(by -> by.get().terms(tenant, delegation)).toList()));
  }

  /**
   * Tells every policy of a token that was made.
   *
   * @throws ApiException 503 {@code module_unavailable} if somebody acts by it and one cannot be
   *     told: nobody would know how it came to be, and nobody has it yet
   */
  void notifyIssued(TenantContext tenant, ExchangedToken exchanged) {
    try (LeasedProviders<ActorPolicy> held = policies.leaseAll()) {
      if (!exchanged.token().actors().isEmpty()) {
        held.requireAll();
      }
      held.leases().forEach(by -> by.get().onTokenExchanged(tenant, exchanged));
    }
  }

  private <T> T askAll(Function<List<ServiceLease<ActorPolicy>>, T> question) {
    try (LeasedProviders<ActorPolicy> held = policies.leaseAll()) {
      held.requireAll(); // the one that is missed might say no
      return question.apply(held.leases());
    }
  }

  private static DelegationTerms joined(List<DelegationTerms> all) {
    return new DelegationTerms(
        all.stream().flatMap(terms -> terms.delegationIds().stream()).distinct().toList(),
        all.stream().flatMap(terms -> terms.until().stream()).min(Comparator.naturalOrder()));
  }

  /**
   * The scopes that every policy leaves.
   *
   * @param asked the scopes that were asked for by name, none of which may be taken away
   * @throws OAuthException if one says no, or leaves nothing
   */
  Set<String> permitted(TenantContext tenant, DelegationRequest delegation, Set<String> asked) {
    Set<String> scope = new HashSet<>(delegation.scope());
    askAll(
        held -> {
          held.forEach(policy -> scope.retainAll(policy.get().permittedScopes(tenant, delegation)));
          return held.size();
        });
    if (!scope.containsAll(asked) || (scope.isEmpty() && !delegation.scope().isEmpty())) {
      throw OAuthException.invalidScope(
          "The actor may not use the scopes for the subject; ask for less, or have it permitted.");
    }
    return Set.copyOf(scope);
  }
}
