package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.VerifiedToken;

/**
 * Extension point: rules of resources that are registered here, as MCP servers are: who gets tokens
 * for them (RFC 8707), for what scope, how long and under which conditions. Registered with {@code
 * lumoauth.kind=resource-policy} and {@code lumoauth.name}. Every installed policy is asked of
 * every request; it passes over the tenant's own API, resources that are not its own, and those of
 * other tenants. It may refuse what a tenant wants to be registered and is not. A resource is any
 * text that a client sent.
 */
public interface ResourcePolicy {

  /**
   * Scopes that a client may ask a person for by naming these resources, beyond those that it is
   * registered for; empty if none of them is this policy's, or the client may not use it.
   */
  Set<String> scopes(TenantContext tenant, Client client, List<String> resources);

  /**
   * Refuses resources that the client may not name, whatever else it asks for: it should hear that
   * before it is told of a scope.
   *
   * @throws OAuthException {@code invalid_target}
   */
  default void requireTargets(TenantContext tenant, Client client, List<String> resources) {
    // Policies that look at the whole request say it there.
  }

  /**
   * Checks an authorization request.
   *
   * @throws OAuthException {@code invalid_target}, {@code invalid_scope} or {@code invalid_request}
   */
  void check(TenantContext tenant, Client client, AuthorizationRequest request);

  /**
   * Checks a token request before anything is spent.
   *
   * @param granted the resources of the grant that it redeems; empty if there is none, or it names
   *     none
   * @throws OAuthException {@code invalid_target} or {@code invalid_dpop_proof}
   */
  void check(TenantContext tenant, GrantRequest request, List<String> granted);

  /**
   * The token as it may be made: with the lifetime of its resource, and no more scope than that
   * has. Nothing else of it changes, its scope does not grow, and a lifetime that is shorter than
   * the client's usual one does not either: what the token is made from ends then. A token that
   * keeps the rules stays as it is.
   *
   * @throws OAuthException {@code invalid_target} or {@code invalid_dpop_proof} if it may not be
   *     made
   */
  AccessTokenRequest applyTo(TenantContext tenant, AccessTokenRequest request);

  /**
   * Whether a token for others than the tenant's own API may be used still, as far as this policy
   * knows its resources. Asked at each use, so it answers from memory.
   */
  default boolean isTokenUsable(TenantContext tenant, VerifiedToken token) {
    return true;
  }

  /**
   * The resource that a client names by another name, as the id of an MCP server in the {@code
   * audience} of a token exchange (RFC 8693 section 2.1); empty if this policy knows no such name.
   */
  Optional<String> resolveResource(TenantContext tenant, String name);

  /**
   * Whether somebody may have a token of their own exchanged for one for this resource, though it
   * was not made for it: an agent that gets itself a token for an MCP server.
   *
   * @param client to whom the presented token was issued
   */
  boolean isReachable(TenantContext tenant, Client client, String resource);
}
