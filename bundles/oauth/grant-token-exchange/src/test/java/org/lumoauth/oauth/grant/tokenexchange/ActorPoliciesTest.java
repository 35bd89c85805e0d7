package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.tokenexchange.World.ACME;
import static org.lumoauth.oauth.grant.tokenexchange.World.exchanging;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/** What modules forbid those who act, each case with its code. */
class ActorPoliciesTest {

  private final World world = new World();

  @Test
  void refusesWhatAnActorPolicyRefuses() {
    ActorPolicy policy =
        (tenant, delegation) -> {
          throw new OAuthError(403, "delegation_not_allowed", "No.");
        };
    world.registry.with(ActorPolicy.class, "test", policy);

    world.assertRefused("delegation_not_allowed", exchanging(world.token()));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void letsNobodyActWhileAPolicyThatMightSayNoIsAway() {
    world.registry.lacking(ActorPolicy.class, "agents-delegation", "agents-delegation");

    var refusal =
        assertThrows(
            Problem.class, () -> world.grant.grant(ACME, exchanging(world.token()).build()));

    assertEquals(503, refusal.status());
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void letsNobodyActWhereAPolicyThatMightSayNoCouldNotBeAsked() {
    ActorPolicy policy =
        (tenant, delegation) -> {
          throw new OAuthError(403, "delegation_not_allowed", "No.");
        };
    world.registry.stumbling(ActorPolicy.class, "test", policy);

    assertThrows(Problem.class, () -> world.grant.grant(ACME, exchanging(world.token()).build()));
    world.assertRefused("delegation_not_allowed", exchanging(world.token()));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void givesNobodyATokenWhereAPolicyWentBeforeItHeardOfIt() {
    world.registry.with(
        ActorPolicy.class,
        "test",
        new ActorPolicy() {
          @Override
          public Set<String> permitted(TenantContext tenant, Delegation delegation) {
            return delegation.scope();
          }

          @Override
          public Terms terms(TenantContext tenant, Delegation delegation) {
            world.registry.lacking(ActorPolicy.class, "test", "test-module");
            return Terms.NONE;
          }
        });

    var refusal =
        assertThrows(
            Problem.class, () -> world.grant.grant(ACME, exchanging(world.token()).build()));

    assertEquals(503, refusal.status());
    assertEquals("test-module", refusal.details().get("module"));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void refusesWhatAnActorPolicyTakesAwayOfWhatWasAskedFor() {
    ActorPolicy policy = (tenant, delegation) -> Set.of("openid");
    world.registry.with(ActorPolicy.class, "test", policy);

    world.assertRefused("invalid_scope", exchanging(world.token()).with("scope", "documents.read"));
  }

  @Test
  void refusesWhereAnActorPolicyLeavesNothing() {
    ActorPolicy policy = (tenant, delegation) -> Set.of();
    world.registry.with(ActorPolicy.class, "test", policy);

    world.assertRefused("invalid_scope", exchanging(world.token()));
  }
}
