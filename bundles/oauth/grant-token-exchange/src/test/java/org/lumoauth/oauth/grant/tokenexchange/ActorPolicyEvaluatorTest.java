/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ACME;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.exchanging;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** What modules forbid those who act, each case with its code. */
class ActorPolicyEvaluatorTest {

  private final TokenExchangeFixture world = new TokenExchangeFixture();

  @Test
  void propagatesActorPolicyError() {
    ActorPolicy policy =
        (tenant, delegation) -> {
          throw new OAuthException(403, "delegation_not_allowed", "No.");
        };
    world.registry.with(ActorPolicy.class, "test", policy);

    world.assertRefused("delegation_not_allowed", exchanging(world.token()));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void refusesActorsWhileAnActorPolicyIsUnavailable() {
    world.registry.withUnavailable(ActorPolicy.class, "agents-delegation", "agents-delegation");

    var refusal =
        assertThrows(
            ApiException.class, () -> world.grant.grant(ACME, exchanging(world.token()).build()));

    assertEquals(503, refusal.status());
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void refusesActorsWhenAnActorPolicyFails() {
    ActorPolicy policy =
        (tenant, delegation) -> {
          throw new OAuthException(403, "delegation_not_allowed", "No.");
        };
    world.registry.withFirstCallFailing(ActorPolicy.class, "test", policy);

    assertThrows(
        ApiException.class, () -> world.grant.grant(ACME, exchanging(world.token()).build()));
    world.assertRefused("delegation_not_allowed", exchanging(world.token()));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void failsIfActorPolicyDisappearsDuringIssuance() {
    world.registry.with(
        ActorPolicy.class,
        "test",
        new ActorPolicy() {
          @Override
          public Set<String> permittedScopes(TenantContext tenant, DelegationRequest delegation) {
            return delegation.scope();
          }

          @Override
          public DelegationTerms terms(TenantContext tenant, DelegationRequest delegation) {
            world.registry.withUnavailable(ActorPolicy.class, "test", "test-module");
            return DelegationTerms.NONE;
          }
        });

    var refusal =
        assertThrows(
            ApiException.class, () -> world.grant.grant(ACME, exchanging(world.token()).build()));

    assertEquals(503, refusal.status());
    assertEquals("test-module", refusal.details().get("module"));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void rejectsRequestedScopeRemovedByActorPolicy() {
    ActorPolicy policy = (tenant, delegation) -> Set.of("openid");
    world.registry.with(ActorPolicy.class, "test", policy);

    world.assertRefused("invalid_scope", exchanging(world.token()).with("scope", "documents.read"));
  }

  @Test
  void rejectsRequestIfActorPolicyLeavesNoScope() {
    ActorPolicy policy = (tenant, delegation) -> Set.of();
    world.registry.with(ActorPolicy.class, "test", policy);

    world.assertRefused("invalid_scope", exchanging(world.token()));
  }
}
