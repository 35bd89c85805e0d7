package org.lumoauth.api.oauth;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: one grant (RFC 6749 section 4). Registered with {@code lumoauth.kind=grant} and
 * {@code lumoauth.name} = its {@code grant_type}.
 */
public interface GrantHandler {

  /**
   * Answers a token request. The client is authenticated and may use this grant type.
   *
   * @throws OAuthException with the code that the grant's specification names
   */
  TokenResponse grant(TenantContext tenant, GrantRequest request);
}
