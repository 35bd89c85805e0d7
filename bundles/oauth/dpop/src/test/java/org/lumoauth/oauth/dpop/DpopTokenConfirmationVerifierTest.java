/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.dpop.DpopServerFixture.KEY;
import static org.lumoauth.oauth.dpop.DpopServerFixture.OTHER;
import static org.lumoauth.oauth.dpop.DpopServerFixture.proof;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.testkit.builder.TestJwtSigner;

class DpopTokenConfirmationVerifierTest {

  private static final String URL = DpopServerFixture.ACME.issuer() + "/mcp/mcp_1/challenge";
  private static final String TOKEN = "a token";

  private final DpopServerFixture world = new DpopServerFixture();
  private final DpopTokenConfirmationVerifier confirmation =
      new DpopTokenConfirmationVerifier(world.proofs, world.nonces);

  @Test
  void acceptsMatchingProof() throws InvalidTokenException {
    confirmation.check(DpopServerFixture.ACME, KEY.thumbprint(), request("DPoP", proof(claims())));
  }

  @Test
  void rejectsBoundTokenWithBearerScheme() {
    refuses(request("Bearer", proof(claims())));
  }

  @Test
  void refusesAProofOfAnotherKey() {
    refuses(request("DPoP", proof(OTHER, claims())));
  }

  @Test
  void rejectsProofForAnotherUrl() {
    Map<String, Object> claims = claims();
    claims.put("htu", URL + "2");
    refuses(request("DPoP", proof(claims)));
  }

  @Test
  void refusesATokenWithoutAProof() {
    refuses(aRequest().to(URL).withHeader("Authorization", "DPoP " + TOKEN).build());
  }

  /** RFC 9449 section 9: without it nobody could go on where a nonce is wanted. */
  @Test
  void demandsNonceAndAcceptsIt() throws InvalidTokenException {
    world.requireNonce();

    var refusal =
        assertThrows(
            OAuthException.class,
            () ->
                confirmation.check(
                    DpopServerFixture.ACME, KEY.thumbprint(), request("DPoP", proof(claims()))));

    assertEquals(401, refusal.status());
    assertEquals("use_dpop_nonce", refusal.code());
    String challenge = refusal.headers().get("WWW-Authenticate");
    assertTrue(challenge.contains("error=\"use_dpop_nonce\""), challenge);
    Map<String, Object> claims = claims();
    claims.put("nonce", refusal.headers().get("DPoP-Nonce"));
    confirmation.check(DpopServerFixture.ACME, KEY.thumbprint(), request("DPoP", proof(claims)));
  }

  private void refuses(HttpRequestView request) {
    assertThrows(
        InvalidTokenException.class,
        () -> confirmation.check(DpopServerFixture.ACME, KEY.thumbprint(), request));
  }

  private Map<String, Object> claims() {
    Map<String, Object> claims = world.claims("ath", TestJwtSigner.hash(TOKEN));
    claims.put("htm", "GET");
    claims.put("htu", URL);
    return claims;
  }

  private static HttpRequestView request(String scheme, String proof) {
    return aRequest()
        .to(URL)
        .withHeader("Authorization", scheme + " " + TOKEN)
        .withHeader("DPoP", proof)
        .build();
  }
}
