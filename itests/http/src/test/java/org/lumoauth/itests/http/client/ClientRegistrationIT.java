/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Client registrations that request reserved members (RFC 7591). */
@ExtendWith(DefaultServerExtension.class)
class ClientRegistrationIT {
  private static TestServer server;
  private static TestTenant tenant;
  private static ApiClient registrar;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    String key =
        tenant
            .admin()
            .post(
                "/admin/api-keys",
                Map.of("name", "Registrar", "scopes", List.of("admin:clients:register")))
            .expect(201)
            .data()
            .path("key")
            .asText();
    registrar = tenant.admin().with("Authorization", "Bearer " + key);
  }

  @Test
  void ignoresMembersReservedForAdministrators() {
    JsonNode made =
        register(
            Map.of(
                "client_id",
                "cli_mine",
                "client_secret",
                "mine",
                "first_party",
                true,
                "profile",
                "fapi2-security",
                "require_pkce",
                false,
                "tenant_id",
                "ten_other",
                "roles",
                List.of("admin"),
                "isActive",
                false));

    assertNotEquals("cli_mine", made.path("client_id").asText());
    assertNotEquals("mine", made.path("client_secret").asText());
    JsonNode kept =
        tenant.admin().get("/admin/clients/" + made.path("client_id").asText()).expect(200).data();
    assertEquals("true", kept.path("isActive").asText());
    assertEquals("true", kept.path("requiresPkce").asText());
    assertFalse(kept.path("metadata").path("first_party").asBoolean(), kept.toString());
    assertFalse(kept.path("metadata").has("profile"), kept.toString());
    assertFalse(kept.toString().contains("ten_other"), kept.toString());
  }

  @Test
  void ignoresUnknownMembers() {
    JsonNode made = register(Map.of("software_statement", "x.y.z", "favourite_colour", "green"));

    assertFalse(made.has("favourite_colour"), made.toString());
    assertFalse(made.has("software_statement"), made.toString());
  }

  /** As plain OpenID Connect relying parties need it. */
  @Test
  void exemptsConfidentialClientFromPkceBySetting() throws IOException {
    TestTenant lenient = TestTenant.create(server);
    lenient
        .admin()
        .patch("/admin/settings/dynamicClientRegistration", Map.of("require_pkce", false))
        .expect(200);
    Map<String, String> without =
        Map.of("code_challenge", "", "code_challenge_method", "", "scope", "openid");
    TestApplication plain = registered(lenient, "client_secret_basic");

    TestPerson ada = TestPerson.create(server, lenient);
    String code = ada.allow(plain, without).get("code");
    Map<String, String> request =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            TestApplication.REDIRECT_URI);
    plain.token(request).expect(200);

    Map<String, String> refused = ada.allow(registered(lenient, "none"), without);
    assertEquals("The code_challenge parameter is required.", refused.get("error_description"));
    Map<String, String> usual = ada.allow(registered(tenant, "client_secret_basic"), without);
    assertEquals("The code_challenge parameter is required.", usual.get("error_description"));
  }

  private static TestApplication registered(TestTenant tenant, String method) {
    Map<String, Object> metadata =
        Map.of(
            "redirect_uris",
            List.of(TestApplication.REDIRECT_URI),
            "token_endpoint_auth_method",
            method,
            "scope",
            "openid");
    JsonNode made = tenant.admin().post("/connect/register", metadata).expect(201).body();
    return new TestApplication(
        tenant,
        made.path("client_id").asText(),
        made.path("client_secret").asText(),
        new ApiClient(tenant.admin().base(), Map.of()));
  }

  @Test
  void refusesAdministrativeScopes() {
    for (String scope :
        List.of("admin", "users.read", "admin:clients:register", "authz:check", "introspect")) {
      ApiClient.Answer answer =
          registrar.post("/connect/register", body(Map.of("scope", "openid " + scope))).expect(400);

      assertEquals("invalid_client_metadata", answer.body().path("error").asText(), scope);
    }
  }

  @Test
  void refusesFrontchannelLogoutUriOfAnotherOrigin() {
    for (String frame :
        List.of(
            "https://victim.example.org/account/delete?x=1",
            "https://app.example.com:8443/frame",
            "https://app.example.com/frame#part")) {
      ApiClient.Answer answer =
          registrar
              .post("/connect/register", body(Map.of("frontchannel_logout_uri", frame)))
              .expect(400);

      assertEquals("invalid_client_metadata", answer.body().path("error").asText(), frame);
    }
  }

  @Test
  void refusesAnonymousRegistrationByDefault() {
    ApiClient.Answer answer =
        tenant.admin().with("Accept", "*/*").post("/connect/register", body(Map.of())).expect(401);

    assertEquals("access_denied", answer.body().path("error").asText());
  }

  private static JsonNode register(Map<String, Object> more) {
    return registrar.post("/connect/register", body(more)).expect(201).body();
  }

  private static Map<String, Object> body(Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "client_name", "Reports", "redirect_uris", List.of(TestApplication.REDIRECT_URI)));
    body.putAll(more);
    return body;
  }
}
