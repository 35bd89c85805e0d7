package org.lumoauth.api.oauth;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;

/**
 * Extension point: adds members to the token response to a resource owner's grant, as {@code
 * refresh_token} or {@code id_token}, while its module is installed. Registered with {@code
 * lumoauth.kind=token-response} and {@code lumoauth.name}.
 */
public interface TokenResponseContributor {

  /**
   * Members to add, as JSON can hold them; empty if it has nothing to say to this. A {@code
   * refresh_token} and an {@code id_token} are text. What the server makes itself it adds nothing
   * to (RFC 6749 section 5.1), and the access token stands nowhere else.
   *
   * <p>It may be that nobody gets the response: of two who redeem a code at once both are asked
   * for. What is kept for it hangs on the grant, which ends then.
   *
   * @param request the token request
   * @param grant what was granted
   * @param accessToken the access token of the response
   */
  Map<String, Object> members(
      TenantContext tenant,
      GrantRequest request,
      AuthorizationGrant grant,
      IssuedToken accessToken);

  /**
   * Members that are made from others, as an ID token that holds a hash of the refresh token, and
   * that have other names. Asked when every contributor has given its {@link #members}.
   *
   * @param members those of all contributors; unmodifiable
   */
  default Map<String, Object> derivedMembers(
      TenantContext tenant,
      GrantRequest request,
      AuthorizationGrant grant,
      IssuedToken accessToken,
      Map<String, Object> members) {
    return Map.of();
  }

  /**
   * Refuses what {@link #members} or {@link #derivedMembers} would have to refuse, before the code
   * or the refresh token is spent: whoever mends what is wrong can send the same again.
   *
   * @param request the token request
   * @param grant what was granted
   * @throws OAuthException if the members could not be made now
   */
  default void requirePossible(
      TenantContext tenant, GrantRequest request, AuthorizationGrant grant) {}
}
