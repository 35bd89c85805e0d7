/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Authenticates clients with the installed methods (RFC 6749 section 2.3), for every endpoint that
 * requires it.
 */
@ProviderType
public interface ClientAuthenticationService {

  /** Returns the installed methods: {@code token_endpoint_auth_method}s. */
  Set<String> supportedMethods();

  /**
   * Authenticates the client of a request.
   *
   * @throws OAuthException {@code invalid_client}, the same for every problem with the client;
   *     {@code invalid_request} if it uses more than one method; errors of its profile, with the
   *     client in {@link OAuthException#client()}
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded} if too many attempts
   *     for this client from this address failed, or too many from this address
   */
  AuthenticatedClient authenticate(TenantContext tenant, OAuthRequest request);

  /**
   * Checks, after a token was issued and before it is returned, whether the client's credential is
   * still valid.
   *
   * @throws OAuthException {@code invalid_client} if it is not, or its authentication method is no
   *     longer available
   */
  default void requireStillAuthenticated(
      TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {}
}
