/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** Parameters of authorization requests in forms that relying parties get wrong or use seldom. */
@ExtendWith(DefaultServerExtension.class)
class OpenIdParametersIT {
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
  void createPerson() {
    ada = TestPerson.create(server, tenant);
  }

  @Test
  void requiresSignInBeyondMaxAge() {
    JsonNode before = idToken(ada.tokens(app));

    ada.open(app.authorize(app.request(Map.of("max_age", "0"))));
    assertTrue(ada.browser().text().contains("name=\"password\""), ada.browser().text());
    JsonNode after = idToken(app.redeem(ada.answerUntilRedirect().get("code")).expect(200).body());

    assertTrue(after.path("auth_time").asLong() >= before.path("auth_time").asLong());
    assertEquals(before.path("sub"), after.path("sub"));
  }

  @Test
  void refusesInvalidMaxAge() {
    for (String age : List.of("-1", "soon", "1.5", "99999999999999999999")) {
      assertRefused("The max_age parameter must be a number of seconds.", Map.of("max_age", age));
    }
  }

  @Test
  void refusesUnknownPrompt() {
    assertRefused(
        "prompt must contain only none, login, consent, select_account.",
        Map.of("prompt", "maybe"));
  }

  @Test
  void acceptsScopesInAnyOrder() {
    JsonNode tokens =
        app.redeem(ada.allow(app, Map.of("scope", "phone email profile openid")).get("code"))
            .expect(200)
            .body();

    assertEquals(ada.id(), idToken(tokens).path("sub").asText());
  }

  @Test
  void refusesUserOtherThanRequestedSubClaim() {
    ada.code(app);
    String claims =
        """
        {"id_token":{"sub":{"value":"%s"}}}""";
    String other = TestPerson.create(server, tenant).id();

    assertTrue(
        requestWithPromptNone(Map.of("claims", claims.formatted(ada.id()))).containsKey("code"));
    assertEquals(
        "login_required",
        requestWithPromptNone(Map.of("claims", claims.formatted(other))).get("error"));
  }

  @Test
  void refusesClaimsThatAreMalformed() {
    for (String claims : List.of("{", "[]", "{\"userinfo\":[]}", "{\"id_token\":{\"name\":1}}")) {
      assertRefused(
          "The claims parameter must be a JSON object with `id_token` and `userinfo` as objects of claims (OpenID Connect Core section 5.5).",
          Map.of("claims", claims));
    }
  }

  @Test
  void ignoresUnknownMembersOfClaims() {
    Map<String, String> answer = ada.allow(app, Map.of("claims", "{\"elsewhere\":{\"name\":1}}"));

    assertTrue(answer.containsKey("code"), answer.toString());
  }

  @Test
  void refusesIdTokenHintOfAnotherIssuer() {
    JsonNode tokens = ada.tokens(app);
    String idToken = tokens.path("id_token").asText();

    for (String hint :
        List.of(
            "nonsense",
            idToken.substring(0, idToken.lastIndexOf('.')) + ".AAAA",
            tokens.path("access_token").asText())) {
      Map<String, String> told = requestWithPromptNone(Map.of("id_token_hint", hint));
      assertEquals("invalid_request", told.get("error"), hint);
      assertEquals(
          "The id_token_hint must be an ID token issued to this client.",
          told.get("error_description"),
          hint);
    }
  }

  @Test
  void supportsFragmentResponseMode() {
    ada.signIn().open(app.authorize(app.request(Map.of("response_mode", "fragment"))));
    ada.browser().submitOnly("decision", "allow");

    assertTrue(ada.browser().location().startsWith(TestApplication.REDIRECT_URI + "#"));
    Map<String, String> answer = FormParameters.in(ada.browser().location().replace('#', '?'));
    assertEquals("st", answer.get("state"));
    assertEquals(200, app.redeem(answer.get("code")).status());
  }

  /** JWT Secured Authorization Response Mode, section 2.3. */
  @Test
  void supportsJarmInEachResponseMode() {
    ada.tokens(app); // and need not be asked
    for (String mode : List.of("query.jwt", "fragment.jwt", "form_post.jwt")) {
      ada.open(app.authorize(app.request(Map.of("response_mode", mode))));

      JsonNode claims = UnverifiedJwt.claims(response(mode));
      assertEquals("st", claims.path("state").asText(), mode);
      assertEquals(tenant.admin().base(), claims.path("iss").asText(), mode);
      assertEquals(app.id(), claims.path("aud").asText(), mode);
      app.redeem(claims.path("code").asText()).expect(200);
    }
  }

  private String response(String mode) {
    TestBrowser browser = ada.browser();
    if (mode.startsWith("form_post")) {
      assertEquals(List.of("response"), List.copyOf(browser.hidden().keySet()), mode);
      return browser.hidden().get("response");
    }
    String mark = mode.startsWith("fragment") ? "#" : "?";
    String before = TestApplication.REDIRECT_URI + mark + "response=";
    assertTrue(browser.location().startsWith(before), browser.location());
    return browser.location().substring(before.length());
  }

  @Test
  void issuesNothingForResponseTypeNone() {
    Map<String, String> answer = ada.allow(app, Map.of("response_type", "none"));

    assertEquals(Set.of("state", "iss", "session_state"), answer.keySet());
    assertEquals("st", answer.get("state"));
    assertEquals(tenant.admin().base(), answer.get("iss"));
  }

  @Test
  void refusesUnknownResponseMode() {
    assertRefused(
        "response_mode must be one of response_modes_supported in the server metadata.",
        Map.of("response_mode", "x"));
  }

  @Test
  void returnsErrorInRequestedResponseMode() {
    ada.open(app.authorize(app.request(Map.of("prompt", "none", "response_mode", "form_post"))));

    assertEquals(200, ada.browser().status());
    assertEquals("login_required", ada.browser().hidden().get("error"));
    assertEquals("st", ada.browser().hidden().get("state"));
    assertEquals(tenant.admin().base(), ada.browser().hidden().get("iss"));
  }

  @Test
  void returnsNoParametersOfOtherResponseTypes() {
    Map<String, String> answer = ada.allow(app, Map.of());

    for (String other : List.of("access_token", "id_token", "token_type", "expires_in")) {
      assertFalse(answer.containsKey(other), other);
    }
  }

  @Test
  void refusesUnknownClient() {
    ada.open(app.authorize(app.request(Map.of("client_id", "cli_unknown"))));

    assertEquals(400, ada.browser().status());
    assertEquals("", ada.browser().location());
    assertTrue(ada.browser().text().contains("<html"), ada.browser().text());
  }

  private Map<String, String> requestWithPromptNone(Map<String, String> changes) {
    ada.open(app.authorize(FormParameters.with(app.request(Map.of("prompt", "none")), changes)));
    return FormParameters.in(ada.browser().location());
  }

  /** The client receives the error invalid_request immediately, with state and issuer. */
  private void assertRefused(String description, Map<String, String> changes) {
    ada.open(app.authorize(app.request(changes)));
    Map<String, String> told = FormParameters.in(ada.browser().location());
    assertEquals("invalid_request", told.get("error"), changes.toString());
    assertEquals(description, told.get("error_description"), changes.toString());
    assertEquals("st", told.get("state"));
    assertEquals(tenant.admin().base(), told.get("iss"));
  }

  private static JsonNode idToken(JsonNode tokens) {
    return UnverifiedJwt.claims(tokens.path("id_token").asText());
  }
}
