/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** The API at {@code /orgs/{slug}/api/v1}, whose addresses stand in what clients sign. */
@ExtendWith(DefaultServerExtension.class)
class OrgsPathPrefixIT {
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final TestJwtSigner PROVEN = TestJwtSigner.es256("k2");
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static TestTenant tenant;
  private static TestApplication app;
  private static List<ApiClient> addresses;

  @BeforeAll
  static void start(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
    app =
        TestApplication.register(
            tenant,
            Map.of(
                "grantTypes",
                List.of("client_credentials"),
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "metadata",
                Map.of("jwks", Map.of("keys", List.of(KEY.jwk())))));
    String usual = tenant.admin().base();
    addresses =
        List.of(
            new ApiClient(usual, Map.of()),
            new ApiClient(
                usual.replace("/t/" + tenant.slug(), "/orgs/" + tenant.slug()), Map.of()));
  }

  @Test
  void acceptsProofsAndAssertionsForEitherPath() {
    for (ApiClient asked : addresses) {
      for (ApiClient signed : addresses) {
        String bound = token(asked, signed);

        asked
            .with("Authorization", "DPoP " + bound)
            .and("DPoP", proof("GET", signed, "/oauth/userinfo", bound))
            .get("/oauth/userinfo")
            .expect(200);
      }
    }
  }

  @Test
  void refusesProofForAnotherTenant() {
    ApiClient other = new ApiClient(addresses.get(1).base().replace("/orgs/", "/orgs/x"), Map.of());

    ApiClient.Answer refused =
        addresses
            .get(1)
            .and("DPoP", proof("POST", other, "/oauth/token", ""))
            .form("/oauth/token", parameters(addresses.get(1)));

    assertEquals("invalid_dpop_proof", refused.expect(400).body().path("error").asText());
  }

  private static String token(ApiClient asked, ApiClient signed) {
    var answer =
        asked
            .and("DPoP", proof("POST", signed, "/oauth/token", ""))
            .form("/oauth/token", parameters(signed))
            .expect(200)
            .body();
    assertEquals("DPoP", answer.path("token_type").asText());
    assertTrue(answer.path("access_token").isTextual());
    return answer.path("access_token").asText();
  }

  private static String parameters(ApiClient signed) {
    long now = Instant.now().getEpochSecond();
    String assertion =
        KEY.sign(
            Map.of(
                "iss",
                app.id(),
                "sub",
                app.id(),
                "aud",
                signed.base() + "/oauth/token",
                "jti",
                UUID.randomUUID().toString(),
                "iat",
                now,
                "exp",
                now + 60));
    return FormParameters.of(
        Map.of(
            "grant_type", "client_credentials",
            "client_assertion_type", ASSERTION,
            "client_assertion", assertion));
  }

  private static String proof(String method, ApiClient signed, String path, String token) {
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
                "htm",
                method,
                "htu",
                signed.base() + path,
                "iat",
                Instant.now().getEpochSecond(),
                "jti",
                UUID.randomUUID().toString()));
    if (!token.isEmpty()) {
      claims.put("ath", TestJwtSigner.hash(token));
    }
    return PROVEN.sign(Map.of("typ", "dpop+jwt", "jwk", PROVEN.material()), claims);
  }
}
