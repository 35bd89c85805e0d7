package org.lumoauth.oauth.dpop;

import static org.lumoauth.oauth.dpop.World.ACME;
import static org.lumoauth.oauth.dpop.World.KEY;
import static org.lumoauth.oauth.dpop.World.OTHER;
import static org.lumoauth.testkit.builder.Builders.aRequest;

import java.util.Map;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenConfirmation;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.builder.RequestViewBuilder;
import org.lumoauth.testkit.contract.TokenConfirmationContract;

class DpopConfirmationContractTest extends TokenConfirmationContract {

  private static final String URL = ACME.issuer() + "/mcp/mcp_1/challenge";
  private static final String TOKEN = "an-access-token";

  private final World world = new World();

  @Override
  protected TokenConfirmation confirmation() {
    return new DpopConfirmation(world.proofs, world.nonces);
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
  protected RequestView proven() {
    return by(KEY);
  }

  @Override
  protected RequestView provenByAnother() {
    return by(OTHER);
  }

  @Override
  protected RequestView unproven() {
    return request().build();
  }

  private RequestView by(JwtSigner key) {
    Map<String, Object> claims = world.claims("ath", JwtSigner.hash(TOKEN));
    claims.put("htm", "GET");
    claims.put("htu", URL);
    return request().withHeader("DPoP", World.proof(key, claims)).build();
  }

  private static RequestViewBuilder request() {
    return aRequest().to(URL).withHeader("Authorization", "DPoP " + TOKEN);
  }
}
