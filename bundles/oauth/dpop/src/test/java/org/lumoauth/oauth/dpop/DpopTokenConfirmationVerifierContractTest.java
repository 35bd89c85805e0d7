/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import static org.lumoauth.oauth.dpop.DpopServerFixture.ACME;
import static org.lumoauth.oauth.dpop.DpopServerFixture.KEY;
import static org.lumoauth.oauth.dpop.DpopServerFixture.OTHER;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.util.Map;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenConfirmationVerifier;
import org.lumoauth.testkit.builder.HttpRequestViewBuilder;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.authn.TokenConfirmationVerifierContract;

class DpopTokenConfirmationVerifierContractTest extends TokenConfirmationVerifierContract {

  private static final String URL = ACME.issuer() + "/mcp/mcp_1/challenge";
  private static final String TOKEN = "an-access-token";

  private final DpopServerFixture world = new DpopServerFixture();

  @Override
  protected TokenConfirmationVerifier confirmation() {
    return new DpopTokenConfirmationVerifier(world.proofs, world.nonces);
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Object value() {
    return KEY.thumbprint();
  }

  @Override
  protected HttpRequestView proven() {
    return by(KEY);
  }

  @Override
  protected HttpRequestView provenByAnother() {
    return by(OTHER);
  }

  @Override
  protected HttpRequestView unproven() {
    return request().build();
  }

  private HttpRequestView by(TestJwtSigner key) {
    Map<String, Object> claims = world.claims("ath", TestJwtSigner.hash(TOKEN));
    claims.put("htm", "GET");
    claims.put("htu", URL);
    return request().withHeader("DPoP", DpopServerFixture.proof(key, claims)).build();
  }

  private static HttpRequestViewBuilder request() {
    return aRequest().to(URL).withHeader("Authorization", "DPoP " + TOKEN);
  }
}
