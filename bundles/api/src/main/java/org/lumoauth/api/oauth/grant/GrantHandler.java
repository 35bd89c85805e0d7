/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.grant;

import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a grant type (RFC 6749 section 4). Registered with {@code lumoauth.kind=grant}
 * and {@code lumoauth.name} = its {@code grant_type}.
 */
public interface GrantHandler {

  /**
   * Handles a token request. The client is authenticated and may use this grant type.
   *
   * @throws OAuthException with the code of the grant's specification
   */
  TokenResponse grant(TenantContext tenant, AuthenticatedTokenRequest request);
}
