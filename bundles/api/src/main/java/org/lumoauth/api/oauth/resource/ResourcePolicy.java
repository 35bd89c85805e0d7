/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.resource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.VerifiedToken;

/**
 * Extension point: rules for registered resources, such as MCP servers: which clients obtain tokens
 * for them (RFC 8707), with which scope, lifetime and conditions. Registered with {@code
 * lumoauth.kind=resource-policy} and {@code lumoauth.name}. Every installed policy is applied to
 * every request. It ignores the tenant's own API, resources of other modules, and those of other
 * tenants. It may reject resources that the tenant requires to be registered but are not. A
 * resource is any text from the client.
 */
public interface ResourcePolicy {

  /**
   * Returns the scopes, beyond those registered for it, that a client may request from a user by
   * naming these resources. Empty if none of them belongs to this policy, or the client may not use
   * it.
   */
  Set<String> scopes(TenantContext tenant, Client client, List<String> resources);

  /**
   * Rejects resources that the client may not name, regardless of the rest of the request, so that
   * this error takes precedence over scope errors.
   *
   * @throws OAuthException {@code invalid_target}
   */
  default void requireTargets(TenantContext tenant, Client client, List<String> resources) {
    // Policies that check the whole request throw this error there.
  }

  /**
   * Checks an authorization request.
   *
   * @throws OAuthException {@code invalid_target}, {@code invalid_scope} or {@code invalid_request}
   */
  void check(TenantContext tenant, Client client, AuthorizationRequest request);

  /**
   * Checks the resources of a token request before a code or token is consumed: those that it
   * names, or else those of the grant that it redeems. Not called for a request without either.
   *
   * @param granted the resources of the redeemed grant if the request names none; empty otherwise
   * @throws OAuthException {@code invalid_target} or {@code invalid_dpop_proof}
   */
  void check(TenantContext tenant, AuthenticatedTokenRequest request, List<String> granted);

  /**
   * Returns the token request with the resource's lifetime and limited to its scope. All other
   * properties remain, the scope is never extended, and a lifetime shorter than the client's usual
   * one is not extended, because a source of the token expires then. A request that follows the
   * rules is returned unchanged.
   *
   * @throws OAuthException {@code invalid_target} or {@code invalid_dpop_proof} if the token must
   *     not be issued
   */
  AccessTokenIssuanceRequest applyTo(TenantContext tenant, AccessTokenIssuanceRequest request);

  /**
   * Returns whether a token for an audience other than the tenant's own API may still be used, as
   * far as this policy knows its resources. Called for each use, so it answers from memory.
   */
  default boolean isTokenUsable(TenantContext tenant, VerifiedToken token) {
    return true;
  }

  /**
   * Returns the resource for an alternative name, such as the id of an MCP server in the {@code
   * audience} of a token exchange (RFC 8693 section 2.1); empty if this policy does not know the
   * name.
   */
  Optional<String> resolveResource(TenantContext tenant, String name);

  /**
   * Returns whether a client may exchange its own token for a token for this resource although the
   * token was not issued for it: an agent that obtains a token for an MCP server.
   *
   * @param client the client to which the presented token was issued
   */
  boolean isReachable(TenantContext tenant, Client client, String resource);
}
