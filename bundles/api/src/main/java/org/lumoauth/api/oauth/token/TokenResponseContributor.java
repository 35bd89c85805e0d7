/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.token;

import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;

/**
 * Extension point: adds members to the token response for a resource owner's grant, such as {@code
 * refresh_token} or {@code id_token}, while its module is installed. Registered with {@code
 * lumoauth.kind=token-response} and {@code lumoauth.name}.
 */
public interface TokenResponseContributor {

  /**
   * Returns the members to add, serializable as JSON; empty if not applicable. A {@code
   * refresh_token} and an {@code id_token} are strings. Members of the server itself cannot be
   * replaced (RFC 6749 section 5.1), and the access token must not occur in other members.
   *
   * <p>The response may never be sent: if a code is redeemed twice concurrently, members are
   * requested for both. Stored data for it must depend on the grant, which is then revoked.
   *
   * @param request the token request
   * @param grant the grant
   * @param accessToken the access token of the response
   */
  Map<String, Object> members(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      IssuedToken accessToken);

  /**
   * Returns members that depend on others and have different names, such as an ID token with a hash
   * of the refresh token. Called after every contributor has returned its {@link #members}.
   *
   * @param members the members of all contributors; unmodifiable
   */
  default Map<String, Object> derivedMembers(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      IssuedToken accessToken,
      Map<String, Object> members) {
    return Map.of();
  }

  /**
   * Throws the errors of {@link #members} and {@link #derivedMembers} before the code or the
   * refresh token is consumed, so that the same request can be sent again after the problem is
   * fixed.
   *
   * @param request the token request
   * @param grant the grant
   * @throws OAuthException if the members cannot be created now
   */
  default void requirePossible(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {}
}
