/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** What certification looks at in authorization requests (OpenID Connect Core section 3.1.2.1). */
@ExtendWith(DefaultServerExtension.class)
class OpenIdAuthorizationRequestIT {
  private static final Pattern FORGOT =
      Pattern.compile("href=\"(/t/[^\"]*/forgot-password[^\"]*)\"");
  private static final Pattern EXISTING = Pattern.compile("href=\"([^\"]*&amp;existing)\"");
  private static final String ACR = "urn:lumoauth:acr:1";

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
  void refusesPromptNoneWithoutSession() {
    assertEquals("login_required", refusal(Map.of("prompt", "none")));
  }

  @Test
  void refusesPromptNoneWithoutConsent() {
    ada.signIn();

    assertEquals("consent_required", refusal(Map.of("prompt", "none")));
  }

  @Test
  void answersPromptNoneWithSessionAndConsent() {
    ada.code(app);

    assertTrue(requestWithPromptNone(Map.of()).containsKey("code"));
  }

  @Test
  void refusesPromptNoneWithOtherValues() {
    assertEquals("invalid_request", refusal(Map.of("prompt", "none login")));
  }

  @Test
  void requiresSignInForPromptLogin() {
    JsonNode before = idToken(ada.tokens(app));

    ada.open(app.authorize(app.request(Map.of("prompt", "login"))));
    assertTrue(ada.browser().text().contains("name=\"password\""), ada.browser().text());
    JsonNode after = idToken(app.redeem(ada.answerUntilRedirect().get("code")).expect(200).body());

    assertTrue(after.path("auth_time").asLong() >= before.path("auth_time").asLong());
    assertEquals(before.path("sub"), after.path("sub"));
  }

  @Test
  void requiresConsentForPromptConsent() {
    ada.code(app);

    ada.open(app.authorize(app.request(Map.of("prompt", "consent"))));

    assertTrue(ada.browser().text().contains("name=\"decision\""), ada.browser().text());
    assertTrue(ada.answerUntilRedirect().containsKey("code"));
  }

  @Test
  void offersAccountsForPromptSelectAccount() {
    ada.code(app);

    ada.open(app.authorize(app.request(Map.of("prompt", "select_account"))));

    assertTrue(ada.browser().url().contains("/login"), ada.browser().url());
    assertTrue(ada.browser().text().contains(ada.email()), ada.browser().text());
    assertTrue(ada.answerUntilRedirect().containsKey("code"));
  }

  @Test
  void showsRegistrationForPromptCreateIfEnabled() throws IOException {
    TestTenant open = TestTenant.create(server);
    open.admin().patch("/admin/settings/registration", Map.of("enabled", true)).expect(200);
    TestApplication there = TestApplication.register(open, Map.of());
    TestPerson grace = TestPerson.create(server, open);

    grace.open(there.authorize(there.request(Map.of("prompt", "create"))));

    assertEquals(200, grace.browser().status());
    assertTrue(grace.browser().url().contains("/register?attempt="), grace.browser().url());
    assertTrue(grace.browser().text().contains("autocomplete=\"new-password\""));
    assertTrue(prompts(open).contains("\"create\""), prompts(open));
    Matcher existing = EXISTING.matcher(grace.browser().text()); // who has an account has one
    assertTrue(existing.find(), grace.browser().text());
    grace.open(existing.group(1).replace("&amp;", "&"));
    there.redeem(grace.answerUntilRedirect().get("code")).expect(200);
  }

  @Test
  void refusesPromptCreateIfRegistrationIsDisabled() {
    assertEquals("invalid_request", refusal(Map.of("prompt", "create")));
    assertFalse(prompts(tenant).contains("create"), prompts(tenant));
  }

  @Test
  void returnsAuthTimeForMaxAge() {
    JsonNode idToken = idToken(redeemed(Map.of("max_age", "3600")));

    assertTrue(idToken.path("auth_time").isIntegralNumber(), idToken.toString());
  }

  @Test
  void reusesSignInWithinMaxAge() {
    JsonNode before = idToken(ada.tokens(app));

    String code = requestWithPromptNone(Map.of("max_age", "15000")).get("code");
    JsonNode after = idToken(app.redeem(code).expect(200).body());

    assertEquals(before.path("auth_time"), after.path("auth_time"));
  }

  @Test
  void requiresSignInBeyondMaxAge() {
    ada.code(app);

    assertEquals("login_required", refusal(Map.of("prompt", "none", "max_age", "0")));
  }

  @Test
  void acceptsEachDisplayValue() {
    for (String display : List.of("page", "popup", "touch", "wap", "hologram")) {
      assertTrue(ada.allow(app, Map.of("display", display)).containsKey("code"), display);
    }
  }

  @Test
  void showsPagesInUiLocales() {
    for (String language : List.of("de", "es", "ja", "en")) {
      var browser = new TestBrowser(server.base());
      browser.open(app.authorize(app.request(Map.of("ui_locales", "xx-XX " + language))));

      assertTrue(browser.text().contains("<html lang=\"" + language), language);
    }
  }

  @Test
  void keepsLanguageDuringPasswordReset() {
    TestBrowser browser = ada.browser();
    browser
        .open(app.authorize(app.request(Map.of("ui_locales", "de"))))
        .submit("identifier", ada.email());
    Matcher link = FORGOT.matcher(browser.text());
    assertTrue(link.find(), browser.text());

    browser.open(link.group(1).replace("&amp;", "&"));
    assertTrue(browser.text().contains("<html lang=\"de\""), browser.text());
    browser.submit("identifier", ada.email());
    assertTrue(browser.text().contains("<html lang=\"de\""), browser.text());
  }

  @Test
  void showsErrorPagesInUiLocales() {
    TestBrowser browser = new TestBrowser(server.base());

    browser.open(
        app.authorize(app.request(Map.of("ui_locales", "de", "client_id", "cli_unknown"))));

    assertEquals(400, browser.status());
    assertTrue(browser.text().contains("<html lang=\"de\""), browser.text());
  }

  @Test
  void keepsStaySignedInSelectedOnReauthentication() {
    String request = app.authorize(app.request(Map.of("prompt", "login")));
    String ticked = "name=\"remember\" value=\"true\" checked";
    ada.browser()
        .open("/t/" + tenant.slug() + "/login")
        .submit("identifier", ada.email())
        .submit("password", TestPerson.PASSWORD, "remember", "true");

    ada.open(request);
    assertTrue(ada.browser().text().contains(ticked), ada.browser().text());
    ada.browser().submitOnly("password", TestPerson.PASSWORD, "remember", "true");
    ada.open(request);
    assertTrue(ada.browser().text().contains(ticked), ada.browser().text());
    ada.browser().submitOnly("password", TestPerson.PASSWORD); // with the box cleared
    ada.open(request);
    assertFalse(ada.browser().text().contains(ticked), ada.browser().text());
    assertTrue(ada.browser().text().contains("name=\"remember\""), ada.browser().text());
  }

  @Test
  void ignoresUnsupportedUiLocales() {
    Map<String, String> answer =
        ada.allow(app, Map.of("ui_locales", "tlh", "claims_locales", "tlh de"));

    assertTrue(answer.containsKey("code"), answer.toString());
  }

  @Test
  void returnsAcrOfTheSignIn() {
    JsonNode idToken = idToken(redeemed(Map.of("acr_values", ACR + " urn:unknown")));

    assertEquals(ACR, idToken.path("acr").asText());
  }

  @Test
  void ignoresUnavailableVoluntaryAcr() {
    assertTrue(ada.allow(app, Map.of("acr_values", "urn:unknown")).containsKey("code"));
  }

  @Test
  void refusesUnavailableEssentialAcr() {
    String claims =
        """
        {"id_token":{"acr":{"essential":true,"value":"urn:unknown"}}}""";

    Map<String, String> answer = ada.signIn().allow(app, Map.of("claims", claims));

    assertEquals("unmet_authentication_requirements", answer.get("error"));
  }

  @Test
  void acceptsIdTokenHintOfTheSignedInUser() {
    JsonNode tokens = ada.tokens(app);

    Map<String, String> answer =
        requestWithPromptNone(Map.of("id_token_hint", tokens.path("id_token").asText()));

    assertTrue(answer.containsKey("code"), answer.toString());
  }

  @Test
  void refusesIdTokenHintOfAnotherUser() {
    String other = TestPerson.create(server, tenant).tokens(app).path("id_token").asText();
    ada.code(app);

    assertEquals("login_required", refusal(Map.of("prompt", "none", "id_token_hint", other)));
  }

  @Test
  void fillsInTheLoginHint() {
    ada.open(app.authorize(app.request(Map.of("login_hint", "grace@example.com"))));

    assertTrue(ada.browser().text().contains("value=\"grace@example.com\""), ada.browser().text());
  }

  @Test
  void ignoresUnknownParameters() {
    assertTrue(ada.allow(app, Map.of("extra", "foobar")).containsKey("code"));
  }

  @Test
  void acceptsRequestByPost() {
    ada.signIn();
    ada.browser().post(authorizePath(), app.request(Map.of()));

    assertTrue(ada.follow().answerUntilRedirect().containsKey("code"));
  }

  @Test
  void returnsOptionalNonce() {
    assertFalse(idToken(redeemed(Map.of("nonce", ""))).has("nonce"));
    assertEquals("n-2", idToken(redeemed(Map.of("nonce", "n-2"))).path("nonce").asText());
  }

  @Test
  void returnsStateAndIssuer() {
    Map<String, String> answer = ada.allow(app, Map.of("state", "a b&c=ö"));

    assertEquals("a b&c=ö", answer.get("state"));
    assertEquals(tenant.admin().base(), answer.get("iss"));
  }

  @Test
  void showsErrorPageForUnregisteredRedirectUri() {
    for (String uri :
        List.of(
            "https://app.example.com/other",
            TestApplication.REDIRECT_URI + "?a=b",
            "https://evil.example")) {
      ada.open(app.authorize(app.request(Map.of("redirect_uri", uri))));

      assertEquals(400, ada.browser().status(), uri);
      assertEquals("", ada.browser().location(), uri);
      assertTrue(ada.browser().header("Content-Type").startsWith("text/html"), uri);
    }
  }

  @Test
  void showsErrorPageForMissingRedirectUri() {
    ada.open(app.authorize(app.request(Map.of("redirect_uri", ""))));

    assertEquals(400, ada.browser().status());
    assertTrue(ada.browser().text().contains("<html"), ada.browser().text());
  }

  @Test
  void reportsMissingAndUnknownResponseType() {
    assertEquals("invalid_request", refusal(Map.of("response_type", "")));
    assertEquals("unsupported_response_type", refusal(Map.of("response_type", "token")));
  }

  private static String prompts(TestTenant of) {
    return of.admin()
        .get("/.well-known/openid-configuration")
        .expect(200)
        .body()
        .path("prompt_values_supported")
        .toString();
  }

  private Map<String, String> requestWithPromptNone(Map<String, String> changes) {
    ada.open(app.authorize(FormParameters.with(app.request(Map.of("prompt", "none")), changes)));
    return FormParameters.in(ada.browser().location());
  }

  /** The error that the client is told of at once, with state and issuer. */
  private String refusal(Map<String, String> changes) {
    ada.open(app.authorize(app.request(changes)));
    Map<String, String> told = FormParameters.in(ada.browser().location());
    assertTrue(
        ada.browser().location().startsWith(TestApplication.REDIRECT_URI),
        ada.browser().location());
    assertEquals("st", told.get("state"));
    assertEquals(tenant.admin().base(), told.get("iss"));
    return told.get("error");
  }

  private JsonNode redeemed(Map<String, String> changes) {
    return app.redeem(ada.allow(app, changes).get("code")).expect(200).body();
  }

  private static JsonNode idToken(JsonNode tokens) {
    return UnverifiedJwt.claims(tokens.path("id_token").asText());
  }

  private static String authorizePath() {
    return "/t/" + tenant.slug() + "/api/v1/oauth/authorize";
  }
}
