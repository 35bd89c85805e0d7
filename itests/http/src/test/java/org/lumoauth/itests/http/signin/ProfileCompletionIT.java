/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.NextModuleVersion;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** People are asked for what is missing of their profile before they are signed in. */
@ExtendWith(ModuleServerExtension.class)
class ProfileCompletionIT {
  private static final String BUNDLE = "org.lumoauth.authn.profiling";
  private static final String NUMBER = "+44 20 7946 0018";

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication app;

  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    app = TestApplication.withMetadata(tenant, Map.of("first_party", true));
  }

  @BeforeEach
  void createPerson() {
    ask(Map.of("attribute", "phone_number", "required", true));
    ada = TestPerson.create(server, tenant);
  }

  @Test
  void requestsProfileBetweenPasswordAndSecondFactor() {
    authorize().signInUntilProfilePage();
    assertTrue(ada.browser().text().contains("autocomplete=\"tel\""), ada.browser().text());
    assertEquals(0, sessions());

    ada.browser().submitOnly("phone_number", NUMBER);
    Map<String, String> answer = ada.follow().answerUntilRedirect();

    assertNotNull(answer.get("code"), answer.toString());
    assertEquals("+442079460018", user().path("phoneNumber").asText());
    assertFalse(user().path("phoneNumberVerified").asBoolean());
    assertEquals(1, sessions());
    assertTrue(authorizeWithPromptNone().containsKey("code"), "nobody is asked twice");
  }

  @Test
  void showsErrorAtTheField() {
    authorize().signInUntilProfilePage();

    ada.browser().submitOnly("phone_number", "call me");

    assertEquals(422, ada.browser().status());
    String page = ada.browser().text();
    assertTrue(page.contains("aria-describedby=\"phone_number-hint phone_number-error\""), page);
    assertTrue(page.contains("aria-invalid=\"true\""), page);
    assertTrue(page.contains("value=\"call me\""), page);
    ada.browser().submitOnly("later", "true");
    assertEquals(422, ada.browser().status(), "what is required is not left out");
    assertEquals(0, sessions());
  }

  @Test
  void allowsSkippingOptionalFields() {
    ask(Map.of("attribute", "given_name"), Map.of("attribute", "address"));
    authorize().signInUntilProfilePage();

    ada.browser().submitOnly("later", "true");

    assertNotNull(ada.follow().answerUntilRedirect().get("code"));
    assertTrue(actions().contains("profile.left_out"), actions().toString());
    TestPerson again =
        new TestPerson(tenant, ada.id(), ada.email(), new TestBrowser(server.base()));
    assertNotNull(again.code(app), "it is not asked again so soon");
  }

  @Test
  void storesAddressComponents() {
    ask(Map.of("attribute", "address", "required", true));
    authorize().signInUntilProfilePage();

    ada.browser().submitOnly("street_address", "12 Square\r\nFlat 2", "locality", "London");

    assertNotNull(ada.follow().answerUntilRedirect().get("code"));
    assertEquals("12 Square\nFlat 2", user().at("/address/streetAddress").asText());
    assertEquals("London", user().at("/address/locality").asText());
  }

  @Test
  void createsNoSessionOrCodeBeforeCompletion() {
    authorize().signInUntilProfilePage();

    ada.browser().openOnly(app.authorize(app.request(Map.of("prompt", "none"))));
    assertEquals("login_required", FormParameters.in(ada.browser().location()).get("error"));
    ada.open(app.authorize(app.request(Map.of())));
    assertTrue(ada.browser().text().contains("name=\"identifier\""), ada.browser().text());
    assertEquals(0, sessions());
  }

  @Test
  void ignoresFieldsThatWereNotRequested() {
    authorize().signInUntilProfilePage();

    ada.browser()
        .submitOnly(
            "phone_number", NUMBER,
            "given_name", "Eve",
            "email", "eve@example.com",
            "phone_number_verified", "true",
            "roles", "admin");

    assertNotNull(ada.follow().answerUntilRedirect().get("code"));
    JsonNode user = user();
    assertEquals(ada.email(), user.path("email").asText());
    assertTrue(user.path("givenName").asText("").isEmpty(), user.toString());
    assertFalse(user.path("phoneNumberVerified").asBoolean());
  }

  @Test
  void refusesCompletionInAnotherBrowser() {
    authorize().signInUntilProfilePage();
    String page = ada.browser().url();
    Map<String, String> form = ada.browser().hidden();
    form.put("phone_number", NUMBER);
    TestBrowser thief = new TestBrowser(server.base()).openOnly(page);

    assertEquals(403, thief.status());
    thief.post("/t/" + tenant.slug() + "/login", form);

    assertEquals(403, thief.status());
    assertEquals(0, sessions());
    assertTrue(user().path("phoneNumber").asText("").isEmpty());
  }

  @Test
  void requestsNewlyRequiredFieldsOfSignedInUser() {
    ask();
    ada.signIn();
    assertNotNull(authorizeWithPromptNone().get("code"));
    ask(Map.of("attribute", "phone_number", "required", true));

    assertEquals("interaction_required", authorizeWithPromptNone().get("error"));
    ada.open(app.authorize(app.request(Map.of())));
    assertTrue(ada.browser().text().contains("name=\"phone_number\""), ada.browser().text());
    ada.browser().submitOnly("phone_number", NUMBER);

    assertNotNull(ada.follow().answerUntilRedirect().get("code"));
    assertEquals(1, sessions());
  }

  @Test
  void requestsNoOptionalFieldsOfSignedInUser() {
    ask();
    ada.signIn();
    ask(Map.of("attribute", "phone_number"));

    assertNotNull(authorizeWithPromptNone().get("code"));
  }

  @Test
  void requestsFieldsOnlyForClientsOfTheRule() {
    TestApplication shop = TestApplication.withMetadata(tenant, Map.of("first_party", true));
    ask(Map.of("attribute", "locale", "required", true, "clients", List.of(shop.id())));

    assertNotNull(ada.code(app));
    ada.open(shop.authorize(shop.request(Map.of())));

    assertTrue(ada.browser().text().contains("name=\"locale\""), ada.browser().text());
  }

  @Test
  void redirectsJsonSignInToTheProfilePage() {
    ApiClient.Answer answer =
        new ApiClient(tenant.admin().base(), Map.of("Origin", server.base()))
            .post(
                "/oauth/login/json", Map.of("email", ada.email(), "password", TestPerson.PASSWORD))
            .expect(200);

    assertEquals("mfa_required", answer.body().path("status").asText());
    assertTrue(answer.body().path("challenge_url").asText().contains("/login?attempt="));
    assertEquals(0, sessions());
  }

  @Test
  void goesOnWhileTheModuleIsReplacedAndAsksNoMoreOnceItIsRemoved(@TempDir Path folder)
      throws IOException {
    NextModuleVersion next = NextModuleVersion.of("authn/profiling", folder);
    authorize().signInUntilProfilePage();
    server.console("lumoauth:module-upgrade " + next.module() + " " + next.url());
    ada.browser().submitOnly("phone_number", NUMBER);
    assertNotNull(
        ada.follow().answerUntilRedirect().get("code"), "begun on one version, ended on the next");

    ada = TestPerson.create(server, tenant);
    authorize().signInUntilProfilePage();
    String page = ada.browser().url();
    server.console("bundle:stop " + BUNDLE);
    ada.browser().openOnly(page);
    assertEquals(503, ada.browser().status(), "it is installed, and might ask");
    assertEquals(0, sessions());
    server.console("bundle:start " + BUNDLE);
    server.console("lumoauth:module-remove " + next.module());
    ada.browser().openOnly(page);
    assertNotNull(ada.follow().answerUntilRedirect().get("code"), "nobody asks any more");

    server.console("lumoauth:module-install " + next.url());
    ada = TestPerson.create(server, tenant);
    authorize().signInUntilProfilePage();
  }

  @Test
  void refusesInvalidRulesWithReason() {
    JsonNode before = tenant.admin().get("/admin/settings/authentication").expect(200).data();
    assertRefused("rules[0].attribute", Map.of("attribute", "email"));
    assertRefused("rules[1].required", Map.of("attribute", "locale"), with("required", "yes"));
    assertRefused("rules[0].when", with("when", "always"));
    assertRefused("rules[0].ask_again_days", with("ask_again_days", 0));
    assertEquals(before, tenant.admin().get("/admin/settings/authentication").expect(200).data());
  }

  private static void assertRefused(String place, Map<?, ?>... rules) {
    JsonNode body =
        tenant
            .admin()
            .patch(
                "/admin/settings/authentication",
                Map.of("progressive_profiling", Map.of("enabled", true, "rules", List.of(rules))))
            .expect(422)
            .body();

    assertEquals("progressive_profiling.rules", body.at("/details/field").asText());
    assertTrue(body.path("message").asText().startsWith(place), body.toString());
  }

  private static Map<String, Object> with(String member, Object value) {
    return Map.of("attribute", "locale", member, value);
  }

  /** Sets what the tenant asks for. */
  private static void ask(Map<?, ?>... rules) {
    tenant
        .admin()
        .patch(
            "/admin/settings/authentication",
            Map.of("progressive_profiling", Map.of("enabled", true, "rules", List.of(rules))))
        .expect(200);
  }

  private ProfileCompletionIT authorize() {
    ada.open(app.authorize(app.request(Map.of())));
    return this;
  }

  /** Signs in as far as the questions. */
  private void signInUntilProfilePage() {
    ada.browser().submit("identifier", ada.email()).submit("password", TestPerson.PASSWORD);
    assertEquals(200, ada.browser().status());
    assertTrue(
        ada.browser().text().contains("name=\"step\" value=\"follow\""), ada.browser().text());
  }

  private Map<String, String> authorizeWithPromptNone() {
    ada.browser().openOnly(app.authorize(app.request(Map.of("prompt", "none"))));
    return FormParameters.in(ada.browser().location());
  }

  private JsonNode user() {
    return tenant.admin().get("/admin/users/" + ada.id()).expect(200).data();
  }

  private int sessions() {
    return tenant.admin().get("/admin/users/" + ada.id() + "/sessions").expect(200).data().size();
  }

  private List<String> actions() {
    return tenant
        .admin()
        .get("/admin/audit-logs?limit=100")
        .expect(200)
        .data()
        .findValuesAsText("action");
  }
}
