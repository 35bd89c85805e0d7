/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.FapiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Authorization requests that a person is looking at, or is about to. */
public final class AuthorizationRequestFlows {
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");

  private final TestServer server;
  private final TestTenant tenant;
  private final TestApplication app;

  public AuthorizationRequestFlows(TestServer server) throws IOException {
    this.server = server;
    tenant = TestTenant.create(server);
    app = TestApplication.withMetadata(tenant, Map.of("jwks", Map.of("keys", List.of(KEY.jwk()))));
  }

  /** The page of a request that came as an object is open, and another object was pushed. */
  public Executable requestObject() {
    TestPerson person = person();
    TestPerson other = person();
    person.open(byObject(Map.of("request", signed("of the page"))));
    String pushed =
        app.ask("/oauth/par", Map.of("request", signed("that was pushed")))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();
    return () -> {
      assertState("of the page", person.answerUntilRedirect());
      assertState(
          "that was pushed",
          other.open(byObject(Map.of("request_uri", pushed))).answerUntilRedirect());
      assertState(
          "new", person.open(byObject(Map.of("request", signed("new")))).answerUntilRedirect());
    };
  }

  private String signed(String state) {
    Map<String, Object> claims = new HashMap<>(app.request(Map.of("state", state)));
    claims.put("iss", app.id());
    claims.put("aud", tenant.admin().base());
    claims.put("prompt", "consent");
    return KEY.sign(claims);
  }

  private String byObject(Map<String, String> more) {
    return app.authorize(FormParameters.with(Map.of("client_id", app.id()), more));
  }

  private void assertState(String state, Map<String, String> answer) {
    assertEquals(state, answer.get("state"), answer.toString());
    app.redeem(answer.get("code")).expect(200);
  }

  /** The page of a request is open that is to be answered by a JWT. */
  public Executable signedAnswer() {
    TestPerson person = person().open(app.authorize(app.request(Map.of("response_mode", "jwt"))));
    return () -> {
      Map<String, String> answer = person.answerUntilRedirect();
      assertEquals(List.of("response"), List.copyOf(answer.keySet()));
      JsonNode claims = UnverifiedJwt.claims(answer.get("response"));
      assertEquals(tenant.admin().base(), claims.path("iss").asText());
      assertEquals(app.id(), claims.path("aud").asText());
      assertEquals("st", claims.path("state").asText());
      app.redeem(claims.path("code").asText()).expect(200);
    };
  }

  /** The page is open that asks for a visit of some kind, and another was allowed. */
  public Executable details() {
    tenant
        .admin()
        .post(
            "/admin/oauth/authorization-details-types",
            Map.of(
                "type",
                "visit",
                "name",
                "A visit",
                "words",
                Map.of("en", "Visit {place}."),
                "schema",
                Map.of("properties", Map.of("place", Map.of("type", "string")))))
        .expect(201);
    String garden =
        """
        [{"type":"visit","place":"garden"}]""";
    String house =
        """
        [{"type":"visit","place":"house"}]""";
    JsonNode allowed = grantedDetails(requestWithDetails(garden).answerUntilRedirect());
    TestPerson person = requestWithDetails(house);
    return () -> {
      assertTrue(person.browser().text().contains("Visit house."), person.browser().text());
      assertEquals(
          house,
          grantedDetails(person.answerUntilRedirect()).path("authorization_details").toString());
      JsonNode next = app.refresh(allowed).expect(200).body();
      assertEquals(garden, next.path("authorization_details").toString());
      Map<String, String> more =
          Map.of(
              "grant_type",
              "refresh_token",
              "refresh_token",
              next.path("refresh_token").asText(),
              "authorization_details",
              house);
      assertEquals(
          "invalid_authorization_details",
          app.token(more).expect(400).body().path("error").asText());
    };
  }

  private TestPerson requestWithDetails(String details) {
    return person().open(app.authorize(app.request(Map.of("authorization_details", details))));
  }

  private JsonNode grantedDetails(Map<String, String> answer) {
    return app.redeem(answer.get("code")).expect(200).body();
  }

  /** A client that a profile holds has pushed a request, and has a token. */
  public Executable profileClient() {
    FapiClient bank = FapiClient.register(tenant, "fapi2-security");
    TestPerson person = person();
    JsonNode tokens =
        bank.redeem(bank.authorizationResponse(person).get("code")).expect(200).body();
    String reference = bank.pushed();
    return () -> {
      bank.userinfo(tokens.path("access_token").asText()).expect(200);
      assertEquals("DPoP", bank.refresh(tokens).expect(200).body().path("token_type").asText());
      String code = person.open(bank.authorize(reference)).answerUntilRedirect().get("code");
      bank.redeem(code).expect(200);
      person.open(bank.app().authorize(bank.app().request(Map.of())));
      assertEquals("invalid_request", FormParameters.in(person.browser().location()).get("error"));
    };
  }

  private TestPerson person() {
    return TestPerson.create(server, tenant).signIn();
  }
}
