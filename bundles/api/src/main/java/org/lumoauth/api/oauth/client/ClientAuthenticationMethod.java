/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a client authentication method (RFC 6749 section 2.3, RFC 7523, RFC 8705).
 * Registered with {@code lumoauth.kind=client-authentication} and {@code lumoauth.name} = its
 * {@code token_endpoint_auth_method}.
 */
public interface ClientAuthenticationMethod {

  /**
   * Authenticates the client if the request uses this method.
   *
   * @return the client, or empty if the request does not use this method
   * @throws OAuthException {@code invalid_client} if it does but authentication fails
   */
  Optional<Client> authenticate(TenantContext tenant, OAuthRequest request);

  /**
   * Returns whether the client's credential is still valid. Called for the client's method after a
   * token was issued and before it is returned, so that a credential revoked in between is
   * detected.
   */
  default boolean isStillAuthenticated(TenantContext tenant, OAuthRequest request) {
    return true;
  }
}
