package org.lumoauth.itests.http;

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

/** What somebody gets who registers a client and asks for too much (RFC 7591). */
@ExtendWith(Shared.class)
class RegistrationIT {
  private static Tenant tenant;
  private static Api registrar;

  @BeforeAll
  static void start(Server server) throws IOException {
    tenant = Tenant.create(server);
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
  void ignoresWhatNobodyMayGiveThemselves() {
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
  void ignoresWhatItDoesNotKnow() {
    JsonNode made = register(Map.of("software_statement", "x.y.z", "favourite_colour", "green"));

    assertFalse(made.has("favourite_colour"), made.toString());
    assertFalse(made.has("software_statement"), made.toString());
  }

  @Test
  void refusesAScopeOfTheAdministration() {
    for (String scope :
        List.of("admin", "users.read", "admin:clients:register", "authz:check", "introspect")) {
      Api.Answer answer =
          registrar.post("/connect/register", body(Map.of("scope", "openid " + scope))).expect(400);

      assertEquals("invalid_client_metadata", answer.body().path("error").asText(), scope);
    }
  }

  @Test
  void framesNothingThatIsNotTheClients() {
    for (String frame :
        List.of(
            "https://victim.example.org/account/delete?x=1",
            "https://app.example.com:8443/frame",
            "https://app.example.com/frame#part")) {
      Api.Answer answer =
          registrar
              .post("/connect/register", body(Map.of("frontchannel_logout_uri", frame)))
              .expect(400);

      assertEquals("invalid_client_metadata", answer.body().path("error").asText(), frame);
    }
  }

  @Test
  void letsJustAnybodyRegisterNothing() {
    Api.Answer answer =
        tenant.admin().with("Accept", "*/*").post("/connect/register", body(Map.of())).expect(401);

    assertEquals("access_denied", answer.body().path("error").asText());
  }

  private static JsonNode register(Map<String, Object> more) {
    return registrar.post("/connect/register", body(more)).expect(201).body();
  }

  private static Map<String, Object> body(Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(Map.of("client_name", "Reports", "redirect_uris", List.of(App.REDIRECT_URI)));
    body.putAll(more);
    return body;
  }
}
