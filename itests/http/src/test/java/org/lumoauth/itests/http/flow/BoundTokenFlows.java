/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.ClientJwtSamples;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * A client whose tokens are bound to a key that it proves, in a tenant that wants its nonces in the
 * proofs.
 */
public final class BoundTokenFlows {
  private static final String TOKEN = "/oauth/token";

  private final TestPerson person;
  private final TestApplication app;
  private final TestJwtSigner key = TestJwtSigner.es256("p1");

  public BoundTokenFlows(TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    person = TestPerson.create(server, tenant);
    tenant.admin().patch("/admin/settings/security", Map.of("dpopRequireNonce", true)).expect(200);
    app =
        TestApplication.register(
            tenant,
            Map.of(
                "isConfidential",
                false,
                "grantTypes",
                List.of("authorization_code", "refresh_token"),
                "metadata",
                Map.of("dpop_bound_access_tokens", true)));
  }

  /** It has a nonce, tokens, and a proof that it has shown. */
  public Executable boundTokensAndNonce() {
    Map<String, String> redeeming = redeeming(person.code(app));
    String nonce = nonce(requestWithProof(proof(key, Map.of()), redeeming));
    String shown = proof(key, Map.of("nonce", nonce));
    JsonNode tokens = requestWithProof(shown, redeeming).expect(200).body();
    Map<String, String> refreshing =
        Map.of(
            "grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token").asText());
    return () -> {
      refused("invalid_dpop_proof", requestWithProof(shown, refreshing));
      refused("invalid_grant", withNonce(TestJwtSigner.es256("p2"), nonce, refreshing));
      JsonNode next = withNonce(key, nonce, refreshing).expect(200).body();
      assertEquals("DPoP", next.path("token_type").asText());
      assertEquals(
          key.thumbprint(),
          UnverifiedJwt.claims(next.path("access_token").asText()).at("/cnf/jkt").asText());
      withNonce(key, nonce, redeeming(person.code(app))).expect(200);
    };
  }

  /** By a nonce of before or, should that be too old by now, by the one that is given then. */
  private ApiClient.Answer withNonce(
      TestJwtSigner by, String nonce, Map<String, String> parameters) {
    ApiClient.Answer first = requestWithProof(proof(by, Map.of("nonce", nonce)), parameters);
    return first.body().path("error").asText().equals("use_dpop_nonce")
        ? requestWithProof(proof(by, Map.of("nonce", nonce(first))), parameters)
        : first;
  }

  private static String nonce(ApiClient.Answer answer) {
    refused("use_dpop_nonce", answer);
    String nonce = answer.response().headers().firstValue("DPoP-Nonce").orElse("");
    assertFalse(nonce.isEmpty());
    return nonce;
  }

  private String proof(TestJwtSigner by, Map<String, Object> more) {
    return new ClientJwtSamples(app, person, by).proof("POST", TOKEN, more);
  }

  private ApiClient.Answer requestWithProof(String proof, Map<String, String> parameters) {
    return app.withConnection(app.connection().and("DPoP", proof)).token(parameters);
  }

  private static Map<String, String> redeeming(String code) {
    return Map.of(
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        TestApplication.REDIRECT_URI,
        "code_verifier",
        TestApplication.VERIFIER);
  }

  private static void refused(String error, ApiClient.Answer answer) {
    assertEquals(error, answer.body().path("error").asText(), answer.toString());
  }
}
