/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.OAuthErrorAssertions;

/** The contract of every {@link ResourcePolicy}. */
public abstract class ResourcePolicyContract {

  private static final OAuthErrorAssertions ASKED =
      OAuthErrorAssertions.withCodes("invalid_target", "invalid_scope", "invalid_request");
  private static final OAuthErrorAssertions MADE =
      OAuthErrorAssertions.withCodes("invalid_target", "invalid_dpop_proof");
  private static final String NOBODYS = "https://contract.example/nobodys";
  private static final Duration SHORT = Duration.ofSeconds(7);

  /** Returns the provider under test. */
  protected abstract ResourcePolicy policy();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a registered resource of the policy; its tokens need not be bound to a key. */
  protected abstract String resource();

  /** Returns a client that may get tokens for it. */
  protected abstract Client client();

  /** Returns scopes that the client may request from a user for the resource. */
  protected abstract Set<String> scopes();

  /** Returns a client that may not get tokens for it. */
  protected abstract Client barred();

  /** Returns another name of the resource, if it has one. */
  protected Optional<String> name() {
    return Optional.empty();
  }

  /** Returns a tenant without the resource. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void allowsScopesOfTheResource() {
    var own = List.of(resource());
    var asking = of(client());

    assertEquals(scopes(), policy().scopes(tenant(), client(), own));
    asking.authorize(own);
    asking.request(own, List.of());
    asking.request(own, own);
    assertEquals(scopes(), asking.get(resource()).scope());
  }

  @Test
  void findsResourceByItsAlias() {
    name()
        .ifPresent(
            of -> assertEquals(Optional.of(resource()), policy().resolveResource(tenant(), of)));
  }

  @Test
  void rejectsClientThatMayNotUseTheResource() {
    var own = List.of(resource());

    assertEquals(Set.of(), policy().scopes(tenant(), barred(), own));
    assertFalse(policy().isReachable(tenant(), barred(), resource()));
    ASKED.assertRefused(() -> of(barred()).authorize(own));
    MADE.assertRefused(() -> of(barred()).request(own, List.of()));
    MADE.assertRefused(() -> of(barred()).get(resource()));
  }

  @Test
  void allowsNothingForAResourceOfAnotherTenant() {
    var token = of(client()).token(resource());

    assertNotOf(anotherTenant(), resource());
    name().ifPresent(of -> assertNotOf(anotherTenant(), of));
    assertEquals(token, policy().applyTo(anotherTenant(), token));
  }

  @Test
  void ignoresOtherResources() {
    for (String other : List.of(NOBODYS, tenant().issuer())) {
      assertNotOf(tenant(), other);
      assertEquals(of(client()).token(other), of(client()).get(other));
    }
  }

  /** The policy sees every request of a client, and most are for the tenant's own API. */
  @Test
  void allowsRequestsForTheTenantApi() {
    for (List<String> resources : List.of(List.<String>of(), List.of(tenant().issuer()))) {
      of(client()).authorize(resources);
      of(client()).request(resources, List.of());
      of(client()).request(resources, resources);
    }
  }

  @Test
  void onlyReducesScopeAndLifetimeOfToken() {
    var asked =
        new ResourcePolicyTestClient(policy(), tenant(), client(), Set.of("contract.scope"));
    var made = asked.get(resource());

    assertTrue(Set.of("contract.scope").containsAll(made.scope()), made.scope().toString());
    assertFalse(made.lifetime().isNegative() || made.lifetime().isZero());
    assertEquals(client(), made.client());
    assertEquals(asked.token(resource()).subject(), made.subject());
    assertEquals(asked.token(resource()).actors(), made.actors());
    assertEquals(List.of(resource()), made.audience());
    assertEquals(asked.token(resource()).confirmation(), made.confirmation());
    assertEquals(asked.token(resource()).claims(), made.claims());
  }

  @Test
  void doesNotExtendShorterLifetime() {
    var made = policy().applyTo(tenant(), of(client()).token(resource(), SHORT));

    assertTrue(made.lifetime().compareTo(SHORT) <= 0, made.lifetime().toString());
  }

  @Test
  void keepsCompliantTokenUnchanged() {
    var made = of(client()).get(resource());

    assertEquals(made, policy().applyTo(tenant(), made));
  }

  @Test
  void acceptsAnyTextAsResource() {
    for (String text : HostileIdentifiers.identifiers()) {
      assertNotOf(tenant(), text);
      ASKED.runUnlessRefused(() -> of(client()).authorize(List.of(text)));
      MADE.runUnlessRefused(() -> of(client()).request(List.of(text), List.of()));
      MADE.runUnlessRefused(() -> of(client()).get(text));
    }
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    var own = List.of(resource());

    ConcurrencyAssertions.assertSameFromManyThreads(
        scopes(), () -> policy().scopes(tenant(), client(), own));
  }

  private ResourcePolicyTestClient of(Client client) {
    return new ResourcePolicyTestClient(policy(), tenant(), client, scopes());
  }

  private void assertNotOf(TenantContext tenant, String name) {
    assertEquals(Set.of(), policy().scopes(tenant, client(), List.of(name)), name);
    assertEquals(Optional.empty(), policy().resolveResource(tenant, name), name);
    assertFalse(policy().isReachable(tenant, client(), name), name);
  }
}
