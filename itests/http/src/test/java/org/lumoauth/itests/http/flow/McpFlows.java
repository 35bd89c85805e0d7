/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** An application that gets a person's tokens for an MCP server. */
public final class McpFlows {
  private static final String FILES = "https://files.example/people";
  private static final String READ = "files:read";

  private final TestServer server;

  public McpFlows(TestServer server) {
    this.server = server;
  }

  /** It has tokens, and a code that it has yet to redeem. */
  public Executable userTokens() throws IOException {
    TestTenant tenant = TestTenant.create(server).withLongCodes();
    String challenge = "/mcp/" + register(tenant) + "/challenge?scope=" + READ;
    TestApplication app = TestApplication.register(tenant, Map.of());
    TestPerson person = TestPerson.create(server, tenant);
    Map<String, String> request =
        Map.of("resource", FILES, "scope", "openid offline_access " + READ, "prompt", "consent");
    JsonNode tokens = redeem(app, person.allow(app, request).get("code")).expect(200).body();
    String code = person.allow(app, request).get("code");
    return () -> {
      JsonNode redeemed = redeem(app, code).expect(200).body();
      JsonNode renewed = refresh(app, tokens.path("refresh_token").asText()).expect(200).body();
      for (JsonNode each : List.of(tokens, redeemed, renewed)) {
        String token = each.path("access_token").asText();
        assertEquals(FILES, UnverifiedJwt.claims(token).path("aud").asText());
        assertTrue(app.introspect(token).expect(200).body().path("active").asBoolean());
        tenant.admin().with("Authorization", "Bearer " + token).get(challenge).expect(200);
      }
      JsonNode again = redeem(app, code).expect(400).body();
      assertEquals("invalid_grant", again.path("error").asText(), again::toString);
    };
  }

  private static ApiClient.Answer redeem(TestApplication app, String code) {
    return app.token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            TestApplication.REDIRECT_URI,
            "code_verifier",
            TestApplication.VERIFIER,
            "resource",
            FILES));
  }

  private static ApiClient.Answer refresh(TestApplication app, String token) {
    return app.token(
        Map.of("grant_type", "refresh_token", "refresh_token", token, "resource", FILES));
  }

  private static String register(TestTenant tenant) {
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
