/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import static org.lumoauth.oauth.dpop.DpopServerFixture.ACME;
import static org.lumoauth.oauth.dpop.DpopServerFixture.KEY;
import static org.lumoauth.oauth.dpop.DpopServerFixture.OTHER;
import static org.lumoauth.oauth.dpop.DpopServerFixture.TOKEN_URL;
import static org.lumoauth.oauth.dpop.DpopServerFixture.proof;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.TokenBindingMethodContract;

class DpopTokenBindingMethodContractTest extends TokenBindingMethodContract {

  private final DpopServerFixture world = new DpopServerFixture();
  private final DpopTokenBindingMethod binding =
      new DpopTokenBindingMethod(world.proofs, world.nonces);

  @Override
  protected TokenBindingMethod binding() {
    return binding;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Client bound() {
    return aClient().with("dpop_bound_access_tokens", true).build();
  }

  @Override
  protected OAuthRequest proven() {
    return with(proof(world.claims()));
  }

  @Override
  protected OAuthRequest provenByAnother() {
    return with(proof(OTHER, world.claims()));
  }

  @Override
  protected List<OAuthRequest> forged() {
    var header = Map.of("typ", "dpop+jwt", "jwk", OTHER.material());
    return List.of(
        with(KEY.sign(header, world.claims())),
        with(proof(world.claims("htm", "GET"))),
        with(proof(world.claims("htu", "https://evil.example/token"))),
        with(proof(world.claims("iat", 0))),
        with(proof(world.claims("jti", null))),
        with(proof(world.claims("nonce", "of-somebody"))),
        anOAuthRequest()
            .to(TOKEN_URL)
            .withHeader("DPoP", proof(world.claims()))
            .withHeader("DPoP", proof(world.claims()))
            .build());
  }

  private static OAuthRequest with(String proof) {
    return anOAuthRequest().to(TOKEN_URL).withHeader("DPoP", proof).build();
  }
}
