/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.FapiClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestTenant;

/** Client assertions under a FAPI 2.0 profile. */
@ExtendWith(DefaultServerExtension.class)
class FapiClientAssertionIT extends FapiTestBase {

  @Test
  void refusesAnAssertionThatIsNotForTheIssuerAlone() {
    String issuer = tenant.admin().base();
    for (Object audience :
        List.of(issuer + "/oauth/token", issuer + "/oauth/par", "https://other.example")) {
      refusedAssertion(Map.of("aud", audience));
    }
    refusedAssertion(Map.of("aud", List.of(issuer)));
    refusedAssertion(Map.of("aud", List.of(issuer, "https://other.example")));
  }

  @Test
  void refusesExpiredAndForeignAssertions() {
    long now = Instant.now().getEpochSecond();

    refusedAssertion(Map.of("exp", now - 60));
    refusedAssertion(Map.of("sub", signing.app().id()));
    refusedAssertion(Map.of("iss", signing.app().id()));
    assertRefused(
        401,
        "invalid_client",
        "Client authentication failed.",
        bank.ask("/oauth/par", bank.app().request(Map.of()), signing.assertion(Map.of())));
  }

  @Test
  void refusesReplayedAssertion() {
    String assertion = bank.assertion(Map.of());
    Map<String, String> request = bank.app().request(Map.of());
    bank.ask("/oauth/par", request, assertion).expect(201);

    assertRefused(
        401,
        "invalid_client",
        "Client authentication failed.",
        bank.ask("/oauth/par", request, assertion));
  }

  @Test
  void acceptsSameAssertionOnRetryWithNonce() throws IOException {
    TestTenant strict = TestTenant.create(server);
    strict.admin().patch("/admin/settings/security", Map.of("dpopRequireNonce", true)).expect(200);
    FapiClient careful = FapiClient.register(strict, "fapi2-security");

    assertEquals(
        201, retryWithNonce(careful, "/oauth/par", careful.app().request(Map.of())).status());
    ApiClient.Answer redeemed = retryWithNonce(careful, "/oauth/token", redeeming("none"));
    assertEquals("invalid_grant", redeemed.body().path("error").asText(), redeemed.toString());
  }

  /** Sends the same assertion with the nonce that the first answer gives. */
  private static ApiClient.Answer retryWithNonce(
      FapiClient careful, String path, Map<String, String> parameters) {
    String assertion = careful.assertion(Map.of());
    ApiClient.Answer first =
        careful
            .with("DPoP", careful.proof("POST", path, Map.of()))
            .ask(path, parameters, assertion);
    assertEquals("use_dpop_nonce", first.body().path("error").asText(), first.toString());
    String given = first.response().headers().firstValue("DPoP-Nonce").orElseThrow();
    return careful
        .with("DPoP", careful.proof("POST", path, Map.of("nonce", given)))
        .ask(path, parameters, assertion);
  }

  private static void refusedAssertion(Map<String, Object> changes) {
    ApiClient.Answer answer =
        bank.ask("/oauth/par", bank.app().request(Map.of()), bank.assertion(changes));
    assertEquals(401, answer.status(), changes + ": " + answer);
    assertEquals("invalid_client", answer.body().path("error").asText(), changes.toString());
  }
}
