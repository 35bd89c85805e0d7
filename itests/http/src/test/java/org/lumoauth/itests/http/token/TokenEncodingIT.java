/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Tokens of this server in another spelling than the one that it issued. */
@ExtendWith(DefaultServerExtension.class)
class TokenEncodingIT {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication app;
  private static TestPerson ada;
  private static JsonNode tokens;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    app =
        TestApplication.withMetadata(
            tenant, Map.of("post_logout_redirect_uris", List.of("https://app.example.com/bye")));
    ada = TestPerson.create(server, tenant).signIn();
    tokens = ada.tokens(app);
  }

  /** The same bytes for a decoder that is lenient. */
  private static List<String> spellings(String token) {
    int end = token.length() - 1;
    char next = ALPHABET.charAt(ALPHABET.indexOf(token.charAt(end)) + 1); // an unused bit is set
    int dot = token.indexOf('.');
    return List.of(
        token.substring(0, end) + next,
        token + "=",
        token + "==",
        token + "\n",
        token + " ",
        " " + token,
        token.substring(0, dot) + "=" + token.substring(dot),
        token.substring(0, end) + "\n" + token.substring(end),
        token.substring(0, end) + " " + token.substring(end),
        token.substring(0, dot + 5) + "!" + token.substring(dot + 5));
  }

  @Test
  void introspectsReencodedTokenAsInactive() {
    String token = tokens.path("access_token").asText();
    assertTrue(active(token));

    for (String other : spellings(token)) {
      assertFalse(active(other), other);
    }
  }

  private static boolean active(String token) {
    return app.ask("/oauth/introspect", Map.of("token", token))
        .expect(200)
        .body()
        .path("active")
        .asBoolean();
  }

  @Test
  void refusesReencodedBearerToken() {
    String token = tokens.path("access_token").asText();
    userinfo(token).expect(200);

    for (String other : spellings(token)) {
      if (other.indexOf('\n') < 0 && other.equals(other.strip())) { // HTTP strips these itself
        userinfo(other).expect(401);
      }
    }
  }

  private static ApiClient.Answer userinfo(String token) {
    return app.connection().with("Authorization", "Bearer " + token).get("/oauth/userinfo");
  }

  @Test
  void refusesReencodedRefreshToken() {
    String token = tokens.path("refresh_token").asText();
    for (String other : List.of(token + "=", token + " ", " " + token, token + "\n")) {
      app.token(Map.of("grant_type", "refresh_token", "refresh_token", other)).expect(400);
    }
  }

  @Test
  void refusesReencodedIdTokenHint() {
    String token = tokens.path("id_token").asText();
    for (String other : spellings(token)) {
      TestBrowser asked =
          ada.browser()
              .openOnly(
                  tenant.admin().base()
                      + "/oauth/logout?"
                      + FormParameters.of(Map.of("id_token_hint", other, "client_id", app.id())));
      assertEquals(200, asked.status(), asked.text());
      assertTrue(asked.text().contains("name=\"decision\""), asked.text());
    }
  }
}
