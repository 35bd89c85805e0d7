/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.AssertionGrantSteps;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** What applications have: codes, tokens and what people allowed them. */
public final class TokenFlows {
  private static final String CREDENTIALS = "client_credentials";
  private static final String ELSEWHERE = "https://other.example.com";
  private static final String DOMAIN = "trust.example.com";

  private final TestServer server;
  private final TestTenant tenant;
  private final TestApplication app;

  public TokenFlows(TestServer server) throws IOException {
    this.server = server;
    tenant = TestTenant.create(server).withLongCodes();
    ApiClient admin = tenant.admin();
    admin.patch("/admin/settings/id-jag", Map.of("audiences", List.of(ELSEWHERE))).expect(200);
    admin.patch("/admin/settings/txn-tokens", Map.of("trust_domain", DOMAIN)).expect(200);
    app =
        TestApplication.register(
            tenant,
            Map.of(
                "grantTypes",
                List.of(
                    "authorization_code",
                    "refresh_token",
                    CREDENTIALS,
                    AssertionGrantSteps.TOKEN_EXCHANGE),
                "metadata",
                Map.of(
                    "token_exchange_sources", List.of("*"),
                    "id_jag_clients", List.of(ELSEWHERE + " us"))));
  }

  /** Two codes, of which one was redeemed. */
  public Executable code() {
    TestPerson person = person();
    String used = person.code(app);
    JsonNode tokens = app.redeem(used).expect(200).body();
    String code = person.code(app);
    return () -> {
      app.redeem(code).expect(200);
      refused("invalid_grant", app.redeem(used));
      assertFalse(active(tokens), "what came of a code that is used again ends");
      person.tokens(app);
    };
  }

  /** A code of which an ID token is to come, and a token for userinfo. */
  public Executable identity() {
    TestPerson person = person();
    JsonNode tokens = person.tokens(app);
    String code = person.allow(app, Map.of("nonce", "n-of-before")).get("code");
    return () -> {
      JsonNode claims =
          UnverifiedJwt.claims(app.redeem(code).expect(200).body().path("id_token").asText());
      assertEquals("n-of-before", claims.path("nonce").asText());
      assertEquals(person.id(), claims.path("sub").asText());
      assertEquals(app.id(), claims.path("aud").asText());
      String bearer = "Bearer " + tokens.path("access_token").asText();
      JsonNode told =
          app.connection().with("Authorization", bearer).get("/oauth/userinfo").expect(200).body();
      assertEquals(person.email(), told.path("email").asText());
    };
  }

  /** A refresh token that is the second of its line. */
  public Executable refresh() {
    JsonNode first = person().tokens(app);
    JsonNode second = app.refresh(first).expect(200).body();
    return () -> {
      JsonNode third = app.refresh(second).expect(200).body();
      JsonNode fourth = app.refresh(third).expect(200).body();
      refused("invalid_grant", app.refresh(first));
      refused("invalid_grant", app.refresh(fourth));
      assertFalse(active(fourth), "a refresh token that comes again ends all of its line");
    };
  }

  /** A token of the application's own. */
  public Executable credentials() {
    JsonNode tokens = app.token(Map.of("grant_type", CREDENTIALS)).expect(200).body();
    return () -> {
      assertTrue(active(tokens));
      assertTrue(active(app.token(Map.of("grant_type", CREDENTIALS)).expect(200).body()));
    };
  }

  /** What a person allowed, and its token: what is remembered, is listed, and can be taken back. */
  public Executable consent() {
    TestPerson person = person();
    JsonNode tokens = person.tokens(app);
    return () -> {
      assertTrue(active(tokens));
      Map<String, String> quietly = Map.of("prompt", "none", "scope", "openid email");
      String location = person.open(app.authorize(app.request(quietly))).browser().location();
      assertTrue(location.contains("code="), location);
      ApiClient admin = tenant.admin();
      String listed = admin.get("/admin/tokens?userId=" + person.id()).expect(200).text();
      assertTrue(listed.contains(app.id()), listed);
      admin.delete("/admin/users/" + person.id() + "/tokens").expect(200);
      assertFalse(active(tokens));
    };
  }

  /** A token that was revoked, and one that is to be. */
  public Executable revoked() {
    JsonNode ended = person().tokens(app);
    JsonNode tokens = person().tokens(app);
    revoke(ended);
    return () -> {
      assertFalse(active(ended));
      assertTrue(active(tokens));
      revoke(tokens);
      assertFalse(active(tokens));
      refused("invalid_grant", app.refresh(tokens));
    };
  }

  /** Tokens that are to become others. */
  public Executable exchanges() {
    JsonNode tokens = person().tokens(app);
    JsonNode before = exchange(tokens, "access_token", Map.of()).expect(200).body();
    return () -> {
      assertTrue(active(before));
      exchange(before, "access_token", Map.of()).expect(200);
      exchange(tokens, "id_token", exchanged("id-jag", ELSEWHERE)).expect(200);
      exchange(tokens, "access_token", exchanged("txn_token", DOMAIN)).expect(200);
      revoke(tokens);
      assertFalse(active(before), "it ends with the one that it was made from");
    };
  }

  private static Map<String, String> exchanged(String type, String audience) {
    return Map.of(
        "requested_token_type",
        AssertionGrantSteps.TYPES + type,
        "audience",
        audience,
        "scope",
        "openid");
  }

  private ApiClient.Answer exchange(JsonNode tokens, String type, Map<String, String> more) {
    return app.token(
        FormParameters.with(
            Map.of(
                "grant_type",
                AssertionGrantSteps.TOKEN_EXCHANGE,
                "subject_token",
                tokens.path(type).asText(),
                "subject_token_type",
                AssertionGrantSteps.TYPES + type),
            more));
  }

  private void revoke(JsonNode tokens) {
    app.ask("/oauth/revoke", Map.of("token", tokens.path("refresh_token").asText())).expect(200);
  }

  private boolean active(JsonNode tokens) {
    return app.introspect(tokens.path("access_token").asText())
        .expect(200)
        .body()
        .path("active")
        .asBoolean();
  }

  private TestPerson person() {
    return TestPerson.create(server, tenant).signIn();
  }

  private static void refused(String error, ApiClient.Answer answer) {
    assertEquals(error, answer.body().path("error").asText(), answer.toString());
  }
}
