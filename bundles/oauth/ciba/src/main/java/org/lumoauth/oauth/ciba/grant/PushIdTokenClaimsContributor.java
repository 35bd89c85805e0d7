/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.grant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.IdTokenClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.TokenDeliveryMode;
import org.osgi.service.component.annotations.Component;

/**
 * Binds a pushed ID token to the request and the other tokens, so that the client can detect
 * replaced tokens (CIBA section 10.3.1).
 */
@Component(property = {"lumoauth.kind=id-token-claims", "lumoauth.name=ciba"})
public final class PushIdTokenClaimsContributor implements IdTokenClaimsContributor {

  private static final String AUTH_REQ_ID = "urn:openid:params:jwt:claim:auth_req_id";
  private static final String REFRESH_TOKEN_HASH = "urn:openid:params:jwt:claim:rt_hash";

  @Override
  public Map<String, Object> claims(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      Map<String, Object> members,
      UnaryOperator<String> halfHash) {
    Optional<String> grantType = request.request().parameter("grant_type");
    if (!grantType.equals(Optional.of(CibaGrantHandler.TYPE))
        || TokenDeliveryMode.of(request.client()) != TokenDeliveryMode.PUSH) {
      return Map.of();
    }
    Map<String, Object> claims = new HashMap<>();
    request.request().parameter("auth_req_id").ifPresent(id -> claims.put(AUTH_REQ_ID, id));
    if (members.get("refresh_token") instanceof String token) {
      claims.put(REFRESH_TOKEN_HASH, halfHash.apply(token));
    }
    return claims;
  }
}
