/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationRequest;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationTerms;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Applies all installed actor policies. While a policy's module is unavailable, no new delegation
 * is permitted.
 */
@Component(service = ActorPolicyEvaluator.class)
public final class ActorPolicyEvaluator {

  private final ProviderTracker<ActorPolicy> policies;

  @Activate
  public ActorPolicyEvaluator(@Reference ProviderRegistry registry) {
    this.policies = registry.track(ActorPolicy.class);
  }

  @Deactivate
  void close() {
    policies.close();
  }

  /**
   * Returns whether a policy permits the actor to present a token that was issued to another
   * client.
   */
  boolean mayPresent(TenantContext tenant, SubjectRef subject, SubjectRef actor) {
    return askAll(
        held -> held.stream().anyMatch(by -> by.get().canPresent(tenant, subject, actor)));
  }

  /** Combines the terms of all policies, which limit the lifetime of the token. */
  DelegationTerms terms(TenantContext tenant, DelegationRequest delegation) {
    return askAll(
        held -> joined(held.stream().map(by -> by.get().terms(tenant, delegation)).toList()));
  }

  /**
   * Notifies all policies of an issued token.
   *
   * @throws ApiException 503 {@code module_unavailable} if the token has an actor and a policy is
   *     unavailable: the delegation could not be tracked, and the token was not yet returned
   */
  void notifyIssued(TenantContext tenant, CompletedTokenExchange exchanged) {
    try (LeasedProviders<ActorPolicy> held = policies.leaseAll()) {
      if (!exchanged.token().actors().isEmpty()) {
        held.requireAll();
      }
      held.leases().forEach(by -> by.get().onTokenExchanged(tenant, exchanged));
    }
  }

  private <T> T askAll(Function<List<ServiceLease<ActorPolicy>>, T> question) {
    try (LeasedProviders<ActorPolicy> held = policies.leaseAll()) {
      held.requireAll(); // The missing policy might refuse.
      return question.apply(held.leases());
    }
  }

  private static DelegationTerms joined(List<DelegationTerms> all) {
    return new DelegationTerms(
        all.stream().flatMap(terms -> terms.delegationIds().stream()).distinct().toList(),
        all.stream().flatMap(terms -> terms.until().stream()).min(Comparator.naturalOrder()));
  }

  /**
   * Returns the scopes that all policies permit.
   *
   * @param asked the explicitly requested scopes; if one of them is not permitted, the request is
   *     refused
   * @throws OAuthException if a policy refuses the request or no scope is left
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
          "The actor is not permitted to use the requested scopes for the subject. "
              + "Request fewer scopes, or have the subject consent to them.");
    }
    return Set.copyOf(scope);
  }
}
