/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Authorization requests that ask for more than a token can hold. */
@ExtendWith(DefaultServerExtension.class)
class OversizedAuthorizationRequestIT {
  private static final String TOO_MUCH =
      "claims, authorization_details, resource and scope must not exceed 4096 "
          + "bytes in total, the limit of an access token.";

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication app;

  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    app = TestApplication.register(tenant, Map.of());
  }

  @BeforeEach
  void createPerson() throws IOException {
    ada = TestPerson.create(server, tenant);
  }

  @Test
  void refusesRequestBeyondTheAccessTokenSize() {
    ada.signIn().open(app.authorize(app.request(Map.of("claims", claims(5_800)))));

    Map<String, String> answer = FormParameters.in(ada.browser().location());
    assertEquals("invalid_request", answer.get("error"));
    assertEquals(TOO_MUCH, answer.get("error_description"));
  }

  @Test
  void refusesPushedRequestBeyondTheAccessTokenSize() {
    ApiClient.Answer answer =
        app.api()
            .form("/oauth/par", FormParameters.of(app.request(Map.of("claims", claims(5_800)))))
            .expect(400);

    assertEquals("invalid_request", answer.body().path("error").asText());
    assertEquals(TOO_MUCH, answer.body().path("error_description").asText());
  }

  @Test
  void issuesUsableTokensForLargestAcceptedRequest() {
    String code = ada.allow(app, Map.of("prompt", "consent", "claims", claims(3_900))).get("code");

    JsonNode tokens = app.redeem(code).expect(200).body();

    String token = tokens.path("access_token").asText();
    assertTrue(token.length() > 6_000, "it is not the long one: " + token.length());
    tenant.admin().with("Authorization", "Bearer " + token).get("/oauth/userinfo").expect(200);
    assertTrue(app.introspect(token).expect(200).body().path("active").asBoolean());
    app.refresh(tokens).expect(200);
  }

  /** Claims in as many characters, and some more. */
  private static String claims(int characters) {
    return """
        {"userinfo":{"email":{"value":"%s"}}}"""
        .formatted("x".repeat(characters));
  }
}
