package org.lumoauth.oauth.ciba.grant;

import static org.lumoauth.testkit.builder.Builders.aGrantRequest;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.IdTokenClaims;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.World;
import org.lumoauth.testkit.contract.IdTokenClaimsContract;

class PushClaimsContractTest extends IdTokenClaimsContract {

  @Override
  protected IdTokenClaims provider() {
    return new PushClaims();
  }

  @Override
  protected TenantContext tenant() {
    return World.ACME;
  }

  @Override
  protected GrantRequest request() {
    return aGrantRequest()
        .from(World.client("push").build())
        .withRequest(anOAuthRequest().with("grant_type", CibaGrant.TYPE).with("auth_req_id", "a-1"))
        .build();
  }
}
