/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.mcp.McpBundleFixture.body;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class McpServerRequestBodyParserTest {

  @Test
  void appliesDefaults() {
    var spec =
        McpServerRequestBodyParser.read(
            Map.of("name", "Files", "resource_uri", "https://files.example/mcp"));

    assertEquals("http_streamable", spec.transport());
    assertEquals("oauth", spec.authMode());
    assertEquals(Duration.ofHours(1), spec.tokenLifetime());
    assertEquals(Set.of(), spec.allowedClientIds());
    assertTrue(spec.requirePkce());
    assertTrue(spec.requireResourceParam());
    assertFalse(spec.requireDpop());
    assertTrue(spec.enabled());
  }

  @Test
  void keepsInvalidNameWhenOtherMembersChange() {
    McpServerSpec was = McpServerRequestBodyParser.read(body());
    McpServerSpec old = named(was, "Fi\u202Eles");

    McpServerSpec after = McpServerRequestBodyParser.changed(old, Map.of("status", "disabled"));

    assertFalse(after.enabled());
    assertEquals(old.name(), after.name());
    ApiException refusal =
        assertThrows(
            ApiException.class,
            () -> McpServerRequestBodyParser.changed(old, Map.of("name", "Fi\u202Eles")));
    assertEquals("validation_error", refusal.code());
  }

  @Test
  void acceptsScopesAsStringOrList() {
    assertEquals(
        List.of("a", "b"),
        McpServerRequestBodyParser.read(body("scopes_supported", "a  b a")).scopes());
    assertEquals(
        List.of("a", "b"),
        McpServerRequestBodyParser.read(body("scopes_supported", List.of("a", "b"))).scopes());
  }

  @Test
  void readsItsOwnOutput() {
    var spec =
        McpServerRequestBodyParser.read(
            body(
                "description",
                "Files of the house",
                "scope_descriptions",
                Map.of("files:read", "Read files"),
                "token_lifetime",
                120,
                "allowed_client_ids",
                List.of("cli_1"),
                "require_dpop",
                true,
                "status",
                "disabled"));

    assertEquals(spec, McpServerRequestBodyParser.read(McpServerRequestBodyParser.of(spec)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "files.example/mcp",
        "http://files.example/mcp",
        "ftp://files.example/mcp",
        "https://files.example/mcp#part",
        "https://files.example/mcp?x=1",
        "https://user@files.example/mcp",
        "https://Files.example/mcp",
        "HTTPS://files.example/mcp",
        "https://files.example:443/mcp",
        "https://files.example/a/../mcp",
        "https://files.example/a/%2e%2e/mcp",
        "https://files.example/a%2Fmcp",
        "https://fi\u0131es.example/mcp",
        "https:///mcp",
        "https://files.example/",
        "urn:mcp:files"
      })
  void rejectsInvalidOrNonCanonicalResourceUri(String uri) {
    var problem =
        assertThrows(
            ApiException.class, () -> McpServerRequestBodyParser.read(body("resource_uri", uri)));

    assertEquals(422, problem.status());
    assertEquals(Map.of("field", "resource_uri"), problem.details());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:3000/mcp", "http://localhost:3000", "http://[::1]/mcp"})
  void acceptsLoopbackUrlsWithoutTls(String uri) {
    assertEquals(uri, McpServerRequestBodyParser.read(body("resource_uri", uri)).resourceUri());
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "admin:users", "users.write", "authz:check", "settings.manage"})
  void rejectsAdministrationScopes(String scope) {
    var problem =
        assertThrows(
            ApiException.class,
            () -> McpServerRequestBodyParser.read(body("scopes_supported", List.of(scope))));

    assertEquals(Map.of("field", "scopes_supported"), problem.details());
  }

  @Test
  void rejectsInvalidMembers() {
    refuses("token_lifetime", 59);
    refuses("token_lifetime", 86_401);
    refuses("token_lifetime", "3600");
    refuses("token_lifetime", 60.5);
    refuses("transport", "carrier-pigeon");
    refuses("auth_mode", "basic");
    refuses("status", "gone");
    refuses("require_pkce", "yes");
    refuses("allowed_client_ids", "cli_1");
    refuses("allowed_client_ids", List.of(" "));
    refuses("scopes_supported", List.of("two words"));
    refuses("scopes_supported", 7);
    refuses("scope_descriptions", Map.of("unknown", "words"));
    refuses("name", " ");
    refuses("endpoint_url", "nowhere");
    refuses("unknown", 1);
  }

  private static void refuses(String member, Object value) {
    var problem =
        assertThrows(
            ApiException.class, () -> McpServerRequestBodyParser.read(body(member, value)), member);
    assertEquals(422, problem.status(), member);
  }

  private static McpServerSpec named(McpServerSpec was, String name) {
    return new McpServerSpec(
        name,
        was.resourceUri(),
        was.endpointUrl(),
        was.description(),
        was.scopes(),
        was.scopeDescriptions(),
        was.transport(),
        was.authMode(),
        was.enabled(),
        was.tokenLifetime(),
        was.allowedClientIds(),
        was.requirePkce(),
        was.requireResourceParam(),
        was.requireDpop(),
        was.capabilities());
  }
}
