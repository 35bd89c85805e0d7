/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: rules beyond OAuth 2.1 that a client must follow, such as FAPI 2.0. Registered
 * with {@code lumoauth.kind=client-profile} and {@code lumoauth.name}; applied to clients with this
 * name in the metadata member {@code profile}. The profile sees unverified data and must reject
 * values that it cannot parse.
 */
public interface ClientSecurityProfile {

  /**
   * Returns the client's metadata with the values that the profile enforces. Every module uses this
   * metadata. All registered members remain, {@code profile} unchanged; no member is null, and
   * applying the profile twice has no further effect. Must accept every value that can be
   * registered.
   */
  default Map<String, Object> metadata(Client client) {
    return client.metadata();
  }

  /**
   * Checks an authorization request.
   *
   * @throws OAuthException if it violates a rule
   */
  void check(TenantContext tenant, Client client, AuthorizationRequest request);

  /**
   * Checks a request of an authenticated client, at any endpoint with client authentication.
   *
   * @param client the client with its authentication method
   * @throws OAuthException if it violates a rule
   */
  default void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {}

  /**
   * Checks what only a token request has, such as the proven key. Called after {@link
   * #check(TenantContext, AuthenticatedClient, OAuthRequest)} accepted the same request, so it does
   * not repeat those rules.
   *
   * @throws OAuthException if it violates a rule
   */
  default void check(TenantContext tenant, AuthenticatedTokenRequest request) {}
}
