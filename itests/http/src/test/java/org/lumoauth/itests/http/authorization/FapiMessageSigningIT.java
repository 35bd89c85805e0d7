/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.FapiClient;
import org.lumoauth.itests.http.fixture.TenantJwtEncrypter;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Signed requests and responses under a FAPI 2.0 profile. */
@ExtendWith(DefaultServerExtension.class)
class FapiMessageSigningIT extends FapiTestBase {
  private static final String DATES =
      "The request object is invalid: nbf must be within the last 3600 seconds, "
          + "and exp at most as many seconds after it.";

  @Test
  void refusesRequestObjectWithAlgorithmOutsideTheProfile() {
    FapiClient other = new FapiClient(bank.app(), TestJwtSigner.rs256("k1"), bank.proven());

    assertRefused(
        400,
        "invalid_request_object",
        "The request object is invalid: the algorithm is not allowed.",
        bank.ask(
            "/oauth/par",
            Map.of("request", other.object(Map.of(), Map.of())),
            bank.assertion(Map.of())));
  }

  @Test
  void enforcesMessageSigningTimesForSignedRequestObjects() {
    FapiClient signs = FapiClient.register(tenant, "fapi2-security");
    Map<String, Object> member = Map.of("require_signed_request_object", true);
    tenant.admin().patch("/admin/clients/" + signs.app().id(), Map.of("metadata", member));
    long now = Instant.now().getEpochSecond();

    assertRefused(400, "invalid_request_object", DATES, object(signs, Map.of("nbf", now - 4_200)));
    Map<String, Object> lasting = Map.of("nbf", now - 600, "exp", now + 3_300);
    assertRefused(400, "invalid_request_object", DATES, object(signs, lasting));
    assertEquals(201, object(signs, Map.of()).status(), "and needs no signed response");
  }

  @Test
  void answersSignedRequestsWithSignedResponses() {
    String reference = pushed(signing.object(Map.of("response_mode", "jwt"), Map.of()));
    Map<String, String> answer = ada.open(signing.authorize(reference)).answerUntilRedirect();

    assertEquals(List.of("response"), List.copyOf(answer.keySet()));
    JsonNode claims = UnverifiedJwt.claims(answer.get("response"));
    assertEquals("ES256", UnverifiedJwt.header(answer.get("response")).path("alg").asText());
    assertEquals(signing.app().id(), claims.path("aud").asText());
    assertEquals(tenant.admin().base(), claims.path("iss").asText());
    signing.redeem(claims.path("code").asText()).expect(200);
  }

  @Test
  void acceptsSignedAndEncryptedRequestObject() throws Exception {
    TenantJwtEncrypter to = new TenantJwtEncrypter(tenant);
    Map<String, String> jwt = Map.of("response_mode", "jwt");
    String stale = signing.object(jwt, Map.of("nbf", Instant.now().getEpochSecond() - 3_700));

    String reference = pushed(to.encrypted(signing.object(jwt, Map.of()), "RSA-OAEP-256"));
    Map<String, String> answer = ada.open(signing.authorize(reference)).answerUntilRedirect();

    assertTrue(UnverifiedJwt.claims(answer.get("response")).has("code"), answer.toString());
    assertRefused(
        400,
        "invalid_request_object",
        DATES,
        signing.ask(
            "/oauth/par",
            Map.of("request", to.encrypted(stale, "RSA-OAEP-256")),
            signing.assertion(Map.of())));
  }

  @Test
  void refusesRequestsThatViolateMessageSigning() {
    long now = Instant.now().getEpochSecond();
    Map<String, String> jwt = Map.of("response_mode", "jwt");
    assertRefused(
        400,
        "invalid_request",
        "The pushed request must contain a request object.",
        signing.push(jwt));
    assertRefused(400, "invalid_request_object", DATES, object(jwt, Map.of("nbf", now - 3_700)));
    assertRefused(
        400,
        "invalid_request_object",
        DATES,
        object(jwt, Map.of("nbf", now - 600, "exp", now + 3_300)));
    assertRefused(
        400,
        "invalid_request_object",
        "The request object is invalid: exp is too far in the future.",
        object(jwt, Map.of("exp", now + 3_700)));
    assertRefused(
        400,
        "invalid_request",
        "The response_mode must be jwt.",
        object(Map.of("response_mode", "query"), Map.of()));
    assertRefused(
        400,
        "invalid_request_object",
        "The request object is invalid: the algorithm is not allowed.",
        signing.ask(
            "/oauth/par",
            Map.of("request", TestJwtSigner.unsigned(Map.of("iss", signing.app().id()))),
            signing.assertion(Map.of())));
  }
}
