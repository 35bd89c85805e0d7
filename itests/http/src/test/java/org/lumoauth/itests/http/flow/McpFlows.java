package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Tenant;

/** An application that gets a person's tokens for an MCP server. */
public final class McpFlows {
  private static final String FILES = "https://files.example/people";
  private static final String READ = "files:read";

  private final Server server;

  public McpFlows(Server server) {
    this.server = server;
  }

  /** It has tokens, and a code that it has yet to redeem. */
  public Executable ofAPerson() throws IOException {
    Tenant tenant = Tenant.create(server).withLongCodes();
    String challenge = "/mcp/" + register(tenant) + "/challenge?scope=" + READ;
    App app = App.register(tenant, Map.of());
    Person person = Person.create(server, tenant);
    Map<String, String> request =
        Map.of("resource", FILES, "scope", "openid offline_access " + READ, "prompt", "consent");
    JsonNode tokens = redeem(app, person.allow(app, request).get("code")).expect(200).body();
    String code = person.allow(app, request).get("code");
    return () -> {
      JsonNode redeemed = redeem(app, code).expect(200).body();
      JsonNode renewed = refresh(app, tokens.path("refresh_token").asText()).expect(200).body();
      for (JsonNode each : List.of(tokens, redeemed, renewed)) {
        String token = each.path("access_token").asText();
        assertEquals(FILES, Jwt.claims(token).path("aud").asText());
        assertTrue(app.introspect(token).expect(200).body().path("active").asBoolean());
        tenant.admin().with("Authorization", "Bearer " + token).get(challenge).expect(200);
      }
      JsonNode again = redeem(app, code).expect(400).body();
      assertEquals("invalid_grant", again.path("error").asText(), again::toString);
    };
  }

  private static Api.Answer redeem(App app, String code) {
    return app.token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            App.REDIRECT_URI,
            "code_verifier",
            App.VERIFIER,
            "resource",
            FILES));
  }

  private static Api.Answer refresh(App app, String token) {
    return app.token(
        Map.of("grant_type", "refresh_token", "refresh_token", token, "resource", FILES));
  }

  private static String register(Tenant tenant) {
    return tenant
        .admin()
        .post(
            "/admin/mcp/servers",
            Map.of("name", "Files", "resource_uri", FILES, "scopes_supported", List.of(READ)))
        .expect(201)
        .data()
        .path("server_id")
        .asText();
  }
}
