/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/**
 * A tenant declares a type of authorization details on the shipped server, and an application asks
 * a person for it: from the declaration to a token for less of it (RFC 9396).
 */
@ExtendWith(DefaultServerExtension.class)
class RichAuthorizationRequestsIT {
  private static final String TYPES = "/admin/oauth/authorization-details-types";
  private static final String PASSWORD = "a few words in a row 42";
  private static final String REDIRECT_URI = "https://bank.example.com/cb";
  // The pair of RFC 7636 appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String PAYMENT = "payment_initiation";

  private static TestServer server;
  private static TestTenant tenant;
  private static JsonNode app;
  private static TestBrowser browser;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    tenant.admin().post(TYPES, payment()).expect(201);
    app =
        tenant
            .admin()
            .post(
                "/admin/clients",
                Map.of(
                    "name", "Bank",
                    "redirectUris", List.of(REDIRECT_URI),
                    "grantTypes", List.of("authorization_code", "refresh_token"),
                    "allowedScopes", List.of("openid", "offline_access")))
            .expect(201)
            .data();
    tenant
        .admin()
        .post("/admin/users", Map.of("email", "ada@example.com", "password", PASSWORD))
        .expect(201);
    browser =
        new TestBrowser(server.base())
            .open("/t/" + tenant.slug() + "/login")
            .submit("identifier", "ada@example.com")
            .submit("password", PASSWORD);
  }

  @Test
  void offersTheTypeOnlyToItsTenant() throws IOException {
    TestTenant other = TestTenant.create(server);

    assertEquals(List.of(PAYMENT), supported(tenant));
    assertEquals(List.of(), supported(other));
  }

  @Test
  void rendersConsentTextAndEscapesClientValues() {
    browser.open(authorize(encoded(json(element("<b>Shop</b>", "initiate")))));

    assertTrue(
        browser.text().contains("Pay 123.50 EUR to &lt;b&gt;Shop&lt;/b&gt;."), browser.text());
    assertTrue(browser.text().contains("A payment"), browser.text());
    assertFalse(browser.text().contains("<b>Shop"), browser.text());
  }

  @Test
  void returnsGrantedDetailsToClientAndResource() throws IOException {
    String details = json(element("Shop", "initiate", "status"));

    JsonNode tokens = tokens(authorize(encoded(details)));

    JsonNode granted = new ObjectMapper().readTree(details);
    assertEquals(granted, tokens.path("authorization_details"));
    assertEquals(granted, introspected(tokens).path("authorization_details"));
  }

  @Test
  void requestsConsentForEachTransaction() {
    String details = encoded(json(element("Twice", "initiate")));
    tokens(authorize(details));

    browser.open(authorize(details).replace("prompt=consent", "display=page"));

    assertEquals(200, browser.status());
    assertTrue(browser.text().contains("Twice"), browser.text());
  }

  @Test
  void acceptsPushedDetails() throws IOException {
    String details = json(element("Pushed", "initiate"));
    JsonNode pushed = asApp().form("/oauth/par", parameters(encoded(details))).expect(201).body();

    JsonNode tokens =
        tokens(
            authorizePath()
                + "client_id="
                + app.path("clientId").asText()
                + "&request_uri="
                + encoded(pushed.path("request_uri").asText()));

    assertEquals(
        new ObjectMapper().readTree(details), introspected(tokens).path("authorization_details"));
  }

  @Test
  void refusesInvalidElementWithReason() {
    JsonNode refusal =
        asApp()
            .form("/oauth/par", parameters(encoded(json(element("Shop", "steal")))))
            .expect(400)
            .body();

    assertEquals("invalid_authorization_details", refusal.path("error").asText());
    assertEquals(
        "The member actions.0 is invalid: see enum in its schema.",
        refusal.path("error_description").asText());
  }

  @Test
  void refreshesForLessButNotForMore() {
    JsonNode tokens = tokens(authorize(encoded(json(element("Narrow", "initiate", "status")))));

    JsonNode refusal =
        refresh(tokens, json(element("Narrow", "initiate", "status", "cancel"))).expect(400).body();
    JsonNode less = refresh(tokens, json(element("Narrow", "status"))).expect(200).body();

    assertEquals("invalid_authorization_details", refusal.path("error").asText());
    JsonNode actions = introspected(less).path("authorization_details").path(0).path("actions");
    assertEquals("[\"status\"]", actions.toString());
    assertEquals(
        2,
        refresh(less, null)
            .expect(200)
            .body()
            .path("authorization_details")
            .path(0)
            .path("actions")
            .size());
  }

  @Test
  void rendersSameConsentTextForBackchannelRequest() throws IOException {
    String grant = "urn:openid:params:grant-type:ciba";
    JsonNode till =
        tenant
            .admin()
            .post(
                "/admin/clients",
                Map.of(
                    "name", "Till",
                    "grantTypes", List.of(grant),
                    "allowedScopes", List.of("openid")))
            .expect(201)
            .data();
    ApiClient asTill =
        tenant
            .admin()
            .with(
                "Authorization",
                TrustedIssuerFixture.basic(
                    till.path("clientId").asText(), till.path("secret").asText()));
    String who = "scope=openid&login_hint=" + encoded("ada@example.com");
    String details = json(element("<i>Baker</i>", "initiate"));
    JsonNode refusal =
        asTill
            .form(
                "/oauth/bc-authorize",
                who + "&authorization_details=" + encoded(json(element("Baker", "steal"))))
            .expect(400)
            .body();
    JsonNode asked =
        asTill
            .form("/oauth/bc-authorize", who + "&authorization_details=" + encoded(details))
            .expect(200)
            .body();

    browser.open("/t/" + tenant.slug() + "/ciba");
    Matcher link = Pattern.compile("/t/[a-z0-9-]+/ciba/apr_[0-9A-Z]+").matcher(browser.text());
    assertTrue(link.find(), browser.text());
    browser.open(link.group());
    String page = browser.text();
    browser.submit("decision", "allow");
    JsonNode tokens =
        asTill
            .form(
                "/oauth/token",
                "grant_type="
                    + encoded(grant)
                    + "&auth_req_id="
                    + asked.path("auth_req_id").asText())
            .expect(200)
            .body();

    assertEquals("invalid_authorization_details", refusal.path("error").asText());
    assertTrue(page.contains("Pay 123.50 EUR to &lt;i&gt;Baker&lt;/i&gt;."), page);
    assertTrue(page.contains("A payment"), page);
    assertEquals(new ObjectMapper().readTree(details), tokens.path("authorization_details"));
  }

  @Test
  void refusesSchemaWithExternalReference() {
    JsonNode refusal =
        tenant
            .admin()
            .post(
                TYPES,
                Map.of(
                    "type",
                    "elsewhere",
                    "name",
                    "Elsewhere",
                    "schema",
                    Map.of("$ref", "http://169.254.169.254/schema")))
            .expect(422)
            .body();

    assertTrue(refusal.toString().contains("\"schema\""), refusal.toString());
  }

  @Test
  void managesTypesAndRecordsEachChange() {
    ApiClient admin = tenant.admin();
    String path =
        TYPES
            + "/"
            + admin
                .post(TYPES, Map.of("type", "brief", "name", "Brief", "schema", Map.of()))
                .expect(201)
                .data()
                .path("id")
                .asText();

    admin.put(path, Map.of("type", "brief", "name", "Longer", "schema", Map.of())).expect(200);
    assertEquals("Longer", admin.get(path).expect(200).data().path("name").asText());
    assertTrue(admin.get(TYPES).expect(200).text().contains("Longer"));
    admin.delete(path).expect(200);
    admin.get(path).expect(404);

    String audit = admin.get("/admin/audit-logs?limit=50").expect(200).text();
    assertTrue(audit.contains("authorization_details_type.created"), audit);
    assertTrue(audit.contains("authorization_details_type.updated"), audit);
    assertTrue(audit.contains("authorization_details_type.deleted"), audit);
  }

  private static Map<String, Object> payment() {
    return Map.of(
        "type",
        PAYMENT,
        "name",
        "A payment",
        "words",
        Map.of(
            "en", "Pay {instructedAmount.amount} {instructedAmount.currency} to {creditorName}."),
        "schema",
        Map.of(
            "properties",
            Map.of(
                "actions",
                Map.of(
                    "type",
                    "array",
                    "items",
                    Map.of("enum", List.of("initiate", "status", "cancel"))),
                "instructedAmount",
                Map.of(
                    "type", "object",
                    "properties",
                        Map.of(
                            "currency", Map.of("type", "string", "pattern", "^[A-Z]{3}$"),
                            "amount", Map.of("type", "string")),
                    "required", List.of("currency", "amount")),
                "creditorName",
                Map.of("type", "string")),
            "required",
            List.of("actions", "instructedAmount", "creditorName")));
  }

  private static Map<String, Object> element(String creditor, String... actions) {
    return Map.of(
        "type",
        PAYMENT,
        "actions",
        List.of(actions),
        "instructedAmount",
        Map.of("currency", "EUR", "amount", "123.50"),
        "creditorName",
        creditor);
  }

  private static String json(Map<String, Object> element) {
    try {
      return new ObjectMapper().writeValueAsString(List.of(element));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> supported(TestTenant of) {
    JsonNode names =
        of.admin()
            .get("/.well-known/openid-configuration")
            .expect(200)
            .body()
            .path("authorization_details_types_supported");
    return new ObjectMapper()
        .convertValue(names.isMissingNode() ? List.of() : names, new TypeReference<>() {});
  }

  /** The person allows what is asked for, and the application redeems the code. */
  private static JsonNode tokens(String request) {
    browser.open(request).submitOnly("decision", "allow");
    String query = URI.create(browser.location()).getRawQuery();
    String code =
        Arrays.stream(query.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)))
            .get("code");
    return asApp()
        .form(
            "/oauth/token",
            "grant_type=authorization_code&code="
                + code
                + "&redirect_uri="
                + encoded(REDIRECT_URI)
                + "&code_verifier="
                + VERIFIER)
        .expect(200)
        .body();
  }

  private static ApiClient.Answer refresh(JsonNode tokens, String details) {
    return asApp()
        .form(
            "/oauth/token",
            "grant_type=refresh_token&refresh_token="
                + tokens.path("refresh_token").asText()
                + (details == null ? "" : "&authorization_details=" + encoded(details)));
  }

  private static JsonNode introspected(JsonNode tokens) {
    return asApp()
        .form("/oauth/introspect", "token=" + tokens.path("access_token").asText())
        .expect(200)
        .body();
  }

  private static String authorizePath() {
    return "/t/" + tenant.slug() + "/api/v1/oauth/authorize?";
  }

  private static String authorize(String details) {
    return authorizePath()
        + "client_id="
        + app.path("clientId").asText()
        + "&"
        + parameters(details);
  }

  private static String parameters(String details) {
    return "response_type=code&state=st&nonce=n&redirect_uri="
        + encoded(REDIRECT_URI)
        + "&scope="
        + encoded("openid offline_access")
        + "&prompt=consent&code_challenge="
        + CHALLENGE
        + "&code_challenge_method=S256&authorization_details="
        + details;
  }

  private static ApiClient asApp() {
    String pair = app.path("clientId").asText() + ":" + app.path("secret").asText();
    return new ApiClient(server.base() + "/t/" + tenant.slug() + "/api/v1", Map.of())
        .with(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
