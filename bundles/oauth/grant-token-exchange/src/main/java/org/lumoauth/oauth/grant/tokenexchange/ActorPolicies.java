package org.lumoauth.oauth.grant.tokenexchange;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.ActorPolicy.Delegation;
import org.lumoauth.api.oauth.ActorPolicy.Terms;
import org.lumoauth.api.oauth.ExchangedToken;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The rules about actors that are installed, all of which count. While the module of one is away
 * nobody acts for anybody anew.
 */
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

  /** Whether a policy lets the actor present a token that was issued to somebody else. */
  boolean mayPresent(TenantContext tenant, SubjectRef subject, SubjectRef actor) {
    return askAll(
        held -> held.stream().anyMatch(by -> by.get().mayPresent(tenant, subject, actor)));
  }

  /** What every policy says that the token ends with. */
  Terms terms(TenantContext tenant, Delegation delegation) {
    return askAll(
        held -> joined(held.stream().map(by -> by.get().terms(tenant, delegation)).toList()));
  }

  /**
   * Tells every policy of a token that was made.
   *
   * @throws Problem 503 {@code module_unavailable} if somebody acts by it and one cannot be told:
   *     nobody would know how it came to be, and nobody has it yet
   */
  void made(TenantContext tenant, ExchangedToken exchanged) {
    try (Held<ActorPolicy> held = policies.hold()) {
      if (!exchanged.token().actors().isEmpty()) {
        held.requireAll();
      }
      held.leases().forEach(by -> by.get().made(tenant, exchanged));
    }
  }

  private <T> T askAll(Function<List<Lease<ActorPolicy>>, T> question) {
    try (Held<ActorPolicy> held = policies.hold()) {
      held.requireAll(); // the one that is missed might say no
      return question.apply(held.leases());
    }
  }

  private static Terms joined(List<Terms> all) {
    return new Terms(
        all.stream().flatMap(terms -> terms.delegationIds().stream()).distinct().toList(),
        all.stream().flatMap(terms -> terms.until().stream()).min(Comparator.naturalOrder()));
  }

  /**
   * The scopes that every policy leaves.
   *
   * @param asked the scopes that were asked for by name, none of which may be taken away
   * @throws OAuthError if one says no, or leaves nothing
   */
  Set<String> permitted(TenantContext tenant, Delegation delegation, Set<String> asked) {
    Set<String> scope = new HashSet<>(delegation.scope());
    askAll(
        held -> {
          held.forEach(policy -> scope.retainAll(policy.get().permitted(tenant, delegation)));
          return held.size();
        });
    if (!scope.containsAll(asked) || (scope.isEmpty() && !delegation.scope().isEmpty())) {
      throw OAuthError.invalidScope(
          "The actor may not use the scopes for the subject; ask for less, or have it permitted.");
    }
    return Set.copyOf(scope);
  }
}
