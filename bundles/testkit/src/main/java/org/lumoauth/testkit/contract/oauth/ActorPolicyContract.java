/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationRequest;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange.PresentedExchangeToken;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.OAuthErrorAssertions;

/** The contract of every {@link ActorPolicy}. */
public abstract class ActorPolicyContract {

  private static final OAuthErrorAssertions REFUSALS = OAuthErrorAssertions.withCodes();
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  /** Returns the provider under test. */
  protected abstract ActorPolicy policy();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a delegation for which the policy permits some scopes. */
  protected abstract DelegationRequest permitted();

  /** Returns delegations that the policy rejects, or for which it permits no scope. */
  protected abstract List<DelegationRequest> refused();

  /**
   * Returns whether the policy permits no scope to unknown actors; false for a rule that restricts
   * some actors and ignores the rest.
   */
  protected boolean permitsOnlyWhomItKnows() {
    return true;
  }

  /** Returns a tenant without actors. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void permitsScopesOfAllowedDelegation() {
    assertFalse(left(tenant(), permitted()).isEmpty());
  }

  @Test
  void permitsNoScopeOfRefusedDelegation() {
    assertFalse(refused().isEmpty());
    for (DelegationRequest delegation : refused()) {
      assertEquals(Set.of(), left(tenant(), delegation), delegation.toString());
      REFUSALS.callUnlessRefused(() -> policy().permittedScopes(tenant(), delegation));
    }
  }

  @Test
  void permitsNoAdditionalScopeForASmallerRequest() {
    var all = left(tenant(), permitted());
    for (String scope : permitted().scope()) {
      assertTrue(all.containsAll(left(tenant(), of(permitted().actors(), Set.of(scope)))), scope);
    }
    assertEquals(Set.of(), left(tenant(), of(permitted().actors(), Set.of())));
  }

  @Test
  void permitsNoScopeInAnotherTenant() {
    if (permitsOnlyWhomItKnows()) {
      assertEquals(Set.of(), left(anotherTenant(), permitted()));
    }
  }

  @Test
  void permitsNoScopeForUnknownActor() {
    List<String> others = new ArrayList<>(HostileIdentifiers.identifiers());
    others.addAll(HostileIdentifiers.lookalikes(permitted().actors().get(0).id()));
    for (String id : others) {
      List<SubjectRef> actors = new ArrayList<>(permitted().actors());
      actors.set(0, new SubjectRef(actors.get(0).type(), id));
      var left = left(tenant(), of(actors, permitted().scope()));
      assertTrue(left.isEmpty() || !permitsOnlyWhomItKnows(), id);
    }
  }

  /** The policy is called for any name of a presented token and its actor. */
  @Test
  void acceptsAnyIdentifierInPresenterCheck() {
    var subject = permitted().subject();
    var actor = permitted().actors().get(0);
    for (String id : HostileIdentifiers.identifiers()) {
      var other = new SubjectRef(actor.type(), id);
      assertDoesNotThrow(() -> policy().canPresent(tenant(), subject, other), id);
      assertDoesNotThrow(() -> policy().canPresent(tenant(), other, actor), id);
    }
    assertEquals(
        policy().canPresent(tenant(), subject, actor),
        policy().canPresent(tenant(), subject, actor));
  }

  @Test
  void returnsStableDelegationIds() {
    var terms = policy().terms(tenant(), permitted());

    terms.delegationIds().forEach(id -> assertFalse(id.isBlank()));
    assertEquals(terms, policy().terms(tenant(), permitted()));
  }

  /** The token is already issued: an exception would withhold it from its owner. */
  @Test
  void recordsIssuedTokenWithoutException() {
    var made = token("tok_made", permitted().actors());
    var presented =
        new PresentedExchangeToken(
            ACCESS_TOKEN,
            tenant().issuer(),
            permitted().subject(),
            Optional.of(token("tok_presented", List.of())));

    for (int again = 0; again < 2; again++) {
      assertDoesNotThrow(
          () ->
              policy()
                  .onTokenExchanged(
                      tenant(), new CompletedTokenExchange(made, presented, Optional.empty())));
    }
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        left(tenant(), permitted()), () -> left(tenant(), permitted()));
  }

  /** Returns the scope that the policy permits, evaluated as by its callers. */
  private Set<String> left(TenantContext tenant, DelegationRequest delegation) {
    Set<String> left = new HashSet<>(delegation.scope());
    try {
      left.retainAll(policy().permittedScopes(tenant, delegation));
      return left;
    } catch (OAuthException refusal) {
      return Set.of();
    }
  }

  private DelegationRequest of(List<SubjectRef> actors, Set<String> scope) {
    var of = permitted();
    return new DelegationRequest(of.client(), of.subject(), actors, scope, of.audience());
  }

  private VerifiedToken token(String id, List<SubjectRef> actors) {
    var now = Instant.now();
    return new VerifiedToken(
        id,
        tenant().id(),
        permitted().subject(),
        actors,
        permitted().client().clientId(),
        permitted().scope(),
        List.of(tenant().issuer()),
        now,
        now.plusSeconds(60),
        Optional.empty(),
        Map.of("jti", id));
  }
}
