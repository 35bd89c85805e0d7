/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.oauth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.ApiException;

/**
 * Combines all installed {@link ResourcePolicy}s. While an installed policy is unavailable, no
 * token is issued for a named resource, because its rules cannot be checked.
 */
public final class InstalledResourcePolicies implements AutoCloseable {

  private final ProviderTracker<ResourcePolicy> policies;

  /** Tracks the policies of the registry. */
  public InstalledResourcePolicies(ProviderRegistry registry) {
    this.policies = registry.track(ResourcePolicy.class);
  }

  /**
   * Returns the {@link ResourcePolicy#scopes} of all policies.
   *
   * @throws OAuthException 503 while a policy is unavailable, because scopes that only it allows
   *     would otherwise be rejected
   */
  public Set<String> scopes(TenantContext tenant, Client client, List<String> resources) {
    if (resources.isEmpty()) {
      return Set.of();
    }
    return asked(
        tenant,
        resources,
        held -> {
          Set<String> scopes = new HashSet<>();
          held.forEach(policy -> scopes.addAll(policy.get().scopes(tenant, client, resources)));
          return Set.copyOf(scopes);
        });
  }

  /**
   * Rejects resources that the client may not name.
   *
   * @throws OAuthException if a policy rejects them
   */
  public void requireTargets(TenantContext tenant, Client client, List<String> resources) {
    asked(
        tenant,
        resources,
        held -> {
          held.forEach(policy -> policy.get().requireTargets(tenant, client, resources));
          return held;
        });
  }

  /**
   * Returns the resources that a client may request (RFC 8707 section 2): those that it could also
   * request at other endpoints.
   *
   * @param asked the resources as sent
   * @return the resources; empty means the tenant's own API
   * @throws OAuthException {@code invalid_target}
   */
  public List<String> permittedResources(TenantContext tenant, Client client, List<String> asked) {
    List<String> resources = ClientResourceValidator.permittedResources(tenant, client, asked);
    requireTargets(tenant, client, resources);
    return resources;
  }

  /**
   * Returns the client with the scopes that it may request from a user by naming these resources.
   */
  public Client withResourceScopes(TenantContext tenant, Client client, List<String> resources) {
    Set<String> more = scopes(tenant, client, resources);
    if (client.scope().containsAll(more)) {
      return client;
    }
    Set<String> all = new HashSet<>(client.scope());
    all.addAll(more);
    return client.withScope(all);
  }

  /**
   * Checks an authorization request.
   *
   * @throws OAuthException if a policy rejects it
   */
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    asked(
        tenant,
        request.resources(),
        held -> {
          held.forEach(policy -> policy.get().check(tenant, client, request));
          return held;
        });
  }

  /**
   * Checks the resources of a token request.
   *
   * @param granted the resources of the redeemed grant if the request names none; empty otherwise
   * @throws OAuthException if a policy rejects it
   */
  public void check(TenantContext tenant, AuthenticatedTokenRequest request, List<String> granted) {
    List<String> resources = new ArrayList<>(request.resources());
    resources.addAll(granted);
    if (resources.isEmpty()) {
      return; // The tenant's own API.
    }
    asked(
        tenant,
        resources,
        held -> {
          held.forEach(policy -> policy.get().check(tenant, request, granted));
          return held;
        });
  }

  /**
   * Returns the token request with the rules of all policies applied.
   *
   * @throws OAuthException if a policy rejects it
   */
  public AccessTokenIssuanceRequest applyTo(
      TenantContext tenant, AccessTokenIssuanceRequest request) {
    if (request.audience().isEmpty()) {
      return request; // The tenant's own API.
    }
    return asked(
        tenant,
        request.audience(),
        held -> {
          AccessTokenIssuanceRequest applied = request;
          for (ServiceLease<ResourcePolicy> policy : held) {
            applied = policy.get().applyTo(tenant, applied);
          }
          return applied;
        });
  }

  /**
   * Returns {@link ResourcePolicy#isTokenUsable} of all policies; a token for the tenant's own API
   * is always usable.
   *
   * @throws ApiException 503 {@code module_unavailable} while a policy is unavailable
   */
  public boolean isTokenUsable(TenantContext tenant, VerifiedToken token) {
    if (token.audience().stream().allMatch(tenant.issuer()::equals)) {
      return true;
    }
    try (LeasedProviders<ResourcePolicy> held = policies.leaseAll()) {
      held.requireAll();
      return held.leases().stream().allMatch(policy -> policy.get().isTokenUsable(tenant, token));
    }
  }

  /** Returns the resource for an alternative name. */
  public Optional<String> resolveResource(TenantContext tenant, String name) {
    return asked(
        tenant,
        List.of(),
        held ->
            held.stream()
                .flatMap(policy -> policy.get().resolveResource(tenant, name).stream())
                .findFirst());
  }

  /** Returns whether {@link ResourcePolicy#isReachable} is true for at least one policy. */
  public boolean isReachable(TenantContext tenant, Client client, String resource) {
    return asked(
        tenant,
        List.of(),
        held ->
            held.stream().anyMatch(policy -> policy.get().isReachable(tenant, client, resource)));
  }

  @Override
  public void close() {
    policies.close();
  }

  /** Calls all policies for resources other than the tenant's own API, and none otherwise. */
  private <T> T asked(
      TenantContext tenant,
      List<String> resources,
      Function<List<ServiceLease<ResourcePolicy>>, T> question) {
    try (LeasedProviders<ResourcePolicy> held = policies.leaseAll()) {
      boolean others = resources.stream().anyMatch(resource -> !resource.equals(tenant.issuer()));
      if (others && !held.unavailable().isEmpty()) {
        throw new OAuthException(
            503,
            "temporarily_unavailable",
            "The rules of this resource cannot be checked now. Try again later.");
      }
      return question.apply(held.leases());
    }
  }
}
