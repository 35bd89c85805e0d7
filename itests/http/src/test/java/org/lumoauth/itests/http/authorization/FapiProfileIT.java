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
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** The behavior of clients that follow a FAPI 2.0 profile. */
@ExtendWith(DefaultServerExtension.class)
class FapiProfileIT extends FapiTestBase {

  @Test
  void issuesTokensBoundToTheProvenKey() {
    Map<String, String> answer = bank.authorizationResponse(ada);
    JsonNode tokens = bank.redeem(answer.get("code")).expect(200).body();

    assertEquals(tenant.admin().base(), answer.get("iss"));
    assertEquals("st", answer.get("state"));
    assertEquals("DPoP", tokens.path("token_type").asText());
    assertEquals("ES256", algorithm(tokens, "access_token"));
    assertEquals("ES256", algorithm(tokens, "id_token"));
    String token = tokens.path("access_token").asText();
    assertEquals(bank.proven().thumbprint(), UnverifiedJwt.claims(token).at("/cnf/jkt").asText());
    assertEquals(ada.id(), bank.userinfo(token).expect(200).body().path("sub").asText());
  }

  @Test
  void returnsAccessDeniedAfterDenial() {
    ada.signIn().open(bank.authorize(bank.pushed()));
    ada.browser().submitOnly("decision", "deny");

    Map<String, String> answer = FormParameters.in(ada.browser().location());
    assertEquals("access_denied", answer.get("error"));
    assertEquals(tenant.admin().base(), answer.get("iss"));
  }

  @Test
  void refusesARequestThatWasNotPushed() {
    ada.open(bank.app().authorize(bank.app().request(Map.of())));

    Map<String, String> answer = FormParameters.in(ada.browser().location());
    assertEquals("invalid_request", answer.get("error"));
    assertEquals(
        "The client must push its authorization requests (RFC 9126) and send only client_id and request_uri.",
        answer.get("error_description"));
  }

  @Test
  void refusesPushedRequestWithoutRequiredParameters() {
    assertRefused(
        400,
        "invalid_request",
        "The code_challenge parameter is required.",
        bank.push(Map.of("code_challenge", "", "code_challenge_method", "")));
    assertRefused(
        400,
        "invalid_request",
        "The code_challenge_method must be S256.",
        bank.push(Map.of("code_challenge_method", "plain")));
    assertRefused(
        400,
        "invalid_request",
        "redirect_uri must equal one of the client's registered redirect URIs.",
        bank.push(Map.of("redirect_uri", "")));
    assertRefused(
        400,
        "unsupported_response_type",
        "response_type must be one of code, none.",
        bank.push(Map.of("response_type", "code id_token")));
    assertRefused(
        400,
        "invalid_request",
        "A pushed authorization request must not contain request_uri.",
        bank.push(Map.of("request_uri", bank.pushed())));
  }

  @Test
  void allowsPageReload() {
    String reference = bank.pushed();
    ada.open(bank.authorize(reference));

    ada.open(bank.authorize(reference));

    assertEquals(200, ada.browser().status());
    assertTrue(ada.answerUntilRedirect().containsKey("code"));
  }

  @Test
  void acceptsRequestUriOnce() {
    String reference = bank.pushed();
    assertTrue(ada.open(bank.authorize(reference)).answerUntilRedirect().containsKey("code"));

    ada.open(bank.authorize(reference));

    assertPushRefused("The request_uri was already used. Push the request again.");
  }

  @Test
  void refusesRequestUriOfAnotherClient() {
    ada.open(signing.authorize(bank.pushed()));

    assertPushRefused(
        "The request_uri has expired or was issued to another client. Push the request again.");
  }

  @Test
  void refusesTokenRequestWithoutProof() {
    String code = bank.authorizationResponse(ada).get("code");

    assertRefused(
        400,
        "invalid_request",
        "The client must send a DPoP proof in the header DPoP (RFC 9449).",
        bank.ask("/oauth/token", redeeming(code), bank.assertion(Map.of())));
  }

  @Test
  void refusesProofsThatAreNotForTheRequest() {
    long now = Instant.now().getEpochSecond();
    Map.<Map<String, Object>, String>of(
            Map.of("htm", "GET"), "The htm claim must be the method of the request.",
            Map.of("htu", "https://other.example/oauth/token"),
                "The htu claim must be the URI of the request.",
            Map.of("iat", now - 600), "The DPoP proof is invalid: iat is too far in the past.",
            Map.of("iat", now + 600), "The DPoP proof is invalid: iat is in the future.")
        .forEach(
            (changes, reason) -> {
              FapiClient wrong = bank.with("DPoP", bank.proof("POST", "/oauth/token", changes));
              Map<String, String> request =
                  Map.of("grant_type", "authorization_code", "code", "any");
              assertRefused(
                  400,
                  "invalid_dpop_proof",
                  reason,
                  wrong.ask("/oauth/token", request, bank.assertion(Map.of())));
            });
  }

  @Test
  void bindsCodeToDpopJkt() {
    String reference =
        bank.push(Map.of("dpop_jkt", bank.proven().thumbprint()))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();
    String code = ada.open(bank.authorize(reference)).answerUntilRedirect().get("code");

    assertRefused(
        400,
        "invalid_grant",
        "The code is bound to a different key. Prove possession of the key of the authorization request.",
        bank.withProofKey(TestJwtSigner.es256("p2")).redeem(code));
  }

  @Test
  void refusesCodeOfAnotherClient() {
    String code = bank.authorizationResponse(ada).get("code");

    assertRefused(
        400,
        "invalid_grant",
        "The code was issued to another client. Redeem it with the client of the authorization request.",
        signing.redeem(code));
    bank.redeem(code).expect(200);
  }

  @Test
  void acceptsBoundTokenOnlyWithItsProof() {
    JsonNode tokens = bank.redeem(bank.authorizationResponse(ada).get("code")).expect(200).body();
    String token = tokens.path("access_token").asText();
    ApiClient api = new ApiClient(tenant.admin().base(), Map.of());

    assertRefused(
        401,
        "invalid_token",
        "The access token is invalid, expired or revoked. Get a new one.",
        api.with("Authorization", "Bearer " + token).get("/oauth/userinfo"));
    assertRefused(
        401,
        "invalid_dpop_proof",
        "The access token is bound to a different key.",
        bank.withProofKey(TestJwtSigner.es256("p2")).userinfo(token));
    assertRefused(
        401,
        "invalid_dpop_proof",
        "The request must contain exactly one DPoP header.",
        api.with("Authorization", "DPoP " + token).get("/oauth/userinfo"));
  }

  @Test
  void refusesProofOfAnotherToken() { // RFC 9449 section 4.3, ath
    JsonNode tokens = bank.redeem(bank.authorizationResponse(ada).get("code")).expect(200).body();
    String token = tokens.path("access_token").asText();
    ApiClient api =
        new ApiClient(tenant.admin().base(), Map.of()).with("Authorization", "DPoP " + token);

    for (Map<String, Object> wrong :
        List.of(
            Map.<String, Object>of(), Map.<String, Object>of("ath", TestJwtSigner.hash("other")))) {
      assertRefused(
          401,
          "invalid_dpop_proof",
          "The ath claim must be the hash of the access token.",
          api.and("DPoP", bank.proof("GET", "/oauth/userinfo", wrong)).get("/oauth/userinfo"));
    }
    bank.userinfo(token).expect(200);
  }

  @Test
  void keepsRefreshTokenValidAfterUse() {
    JsonNode tokens = bank.redeem(bank.authorizationResponse(ada).get("code")).expect(200).body();

    JsonNode next = bank.refresh(tokens).expect(200).body();
    bank.refresh(tokens).expect(200);

    assertTrue(
        next.path("refresh_token").isMissingNode()
            || next.path("refresh_token").equals(tokens.path("refresh_token")),
        "it turns");
  }

  @Test
  void invalidatesGrantsIssuedBeforeTheProfileApplied() {
    TestJwtSigner key = TestJwtSigner.es256("k1");
    TestApplication app =
        TestApplication.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "metadata",
                Map.of("jwks", Map.of("keys", List.of(key.jwk())))));
    FapiClient shop = new FapiClient(app, key, TestJwtSigner.es256("p1"));
    JsonNode tokens =
        shop.ask("/oauth/token", redeeming(ada.code(app)), shop.assertion(Map.of()))
            .expect(200)
            .body();
    ApiClient bearer =
        new ApiClient(tenant.admin().base(), Map.of())
            .with("Authorization", "Bearer " + tokens.path("access_token").asText());
    bearer.get("/oauth/userinfo").expect(200);
    String code = ada.code(app);
    String reference = shop.pushed();
    TestPerson asked = TestPerson.create(server, tenant).signIn();
    asked.open(app.authorize(app.request(Map.of())));

    Map<String, Object> held =
        Map.of("profile", "fapi2-security", "dpop_bound_access_tokens", true);
    tenant.admin().patch("/admin/clients/" + app.id(), Map.of("metadata", held)).expect(200);

    bearer.get("/oauth/userinfo").expect(401);
    assertRefused(
        400,
        "invalid_grant",
        "The client's profile changed after the code was issued. Start a new "
            + "authorization request.",
        shop.redeem(code));
    ada.open(shop.authorize(reference));
    assertPushRefused(
        "The request_uri has expired or was issued to another client. Push the request again.");
    asked.browser().submitOnly("decision", "allow");
    assertEquals("invalid_request", FormParameters.in(asked.browser().location()).get("error"));
    JsonNode next = shop.refresh(tokens).expect(200).body();
    assertEquals("DPoP", next.path("token_type").asText());
  }

  /** Asserts that a pushed request is refused. */
  private void assertPushRefused(String why) {
    Map<String, String> told = FormParameters.in(ada.browser().location());
    assertEquals("invalid_request_uri", told.get("error"), ada.browser().location());
    assertEquals(why, told.get("error_description"));
  }
}
