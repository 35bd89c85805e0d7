/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.vault.VaultBundleFixture.body;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class ConnectionRequestBodyParserTest {

  @Test
  void writesWhatItReadsWithoutSecret() {
    var spec =
        ConnectionRequestBodyParser.read(
            body(
                "issuer",
                "https://files.example",
                "resource",
                "https://api.files.example",
                "authorization_parameters",
                Map.of("access_type", "offline"),
                "agent_ids",
                List.of("agt_01KB7Q2M5E9W8X3Y01KB7Q2M5E")));

    assertEquals(spec, ConnectionRequestBodyParser.read(ConnectionRequestBodyParser.of(spec)));
    assertFalse(ConnectionRequestBodyParser.of(spec).containsKey("client_secret"));
  }

  @Test
  void keepsInvalidNameWhenOtherMembersChange() {
    VaultConnectionDefinition old = named(ConnectionRequestBodyParser.read(body()), "Fi\u202Eles");

    VaultConnectionDefinition after =
        ConnectionRequestBodyParser.changed(old, Map.of("status", "disabled"));

    assertFalse(after.enabled());
    assertEquals(old.name(), after.name());
    ApiException refusal =
        assertThrows(
            ApiException.class,
            () -> ConnectionRequestBodyParser.changed(old, Map.of("name", "Fi\u202Eles")));
    assertEquals("validation_error", refusal.code());
  }

  @Test
  void appliesDefaultCapability() {
    assertEquals("connections.use", ConnectionRequestBodyParser.read(body()).capability());
  }

  @Test
  void rejectsInvalidEndpointUrls() {
    for (String address :
        List.of(
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://user:password@files.example/token",
            "https://files.example/token#fragment",
            "//files.example/token",
            "https:///token",
            "not an address")) {
      assertEquals("token_endpoint", field("token_endpoint", address), address);
      assertEquals("authorization_endpoint", field("authorization_endpoint", address), address);
    }
  }

  @Test
  void requiresTlsForAuthorizationEndpoint() {
    assertEquals(
        "authorization_endpoint", field("authorization_endpoint", "http://files.example/a"));
    ConnectionRequestBodyParser.read(body("authorization_endpoint", "http://localhost:8080/a"));
  }

  @Test
  void rejectsReservedAuthorizationParameters() {
    for (String name :
        List.of(
            "redirect_uri", "state", "client_id", "code_challenge", "scope", "request", "a b")) {
      assertEquals(
          "authorization_parameters", field("authorization_parameters", Map.of(name, "x")), name);
    }
  }

  @Test
  void rejectsMalformedMembers() {
    assertEquals("provider", field("provider", "Files Inc"));
    assertEquals("grant_mode", field("grant_mode", "password"));
    assertEquals("status", field("status", "gone"));
    assertEquals("scopes", field("scopes", List.of("two words")));
    assertEquals("agent_ids", field("agent_ids", List.of("usr_1")));
    assertEquals("capability", field("capability", "agents.write"));
    assertEquals("refresh_token", field("refresh_token", "x"));
    assertEquals(
        "token_endpoint_auth_method", field("token_endpoint_auth_method", "private_key_jwt"));
  }

  @Test
  void rejectsContradictoryMembers() {
    var withoutConsent = body();
    withoutConsent.remove("authorization_endpoint");
    assertEquals("authorization_endpoint", fieldOf(withoutConsent));
    assertEquals(
        "token_endpoint_auth_method",
        fieldOf(body("grant_mode", "client_credentials", "token_endpoint_auth_method", "none")));
  }

  private static Object field(String name, Object value) {
    return fieldOf(body(name, value));
  }

  private static Object fieldOf(Map<String, Object> body) {
    return assertThrows(ApiException.class, () -> ConnectionRequestBodyParser.read(body))
        .details()
        .get("field");
  }

  private static VaultConnectionDefinition named(VaultConnectionDefinition was, String name) {
    return new VaultConnectionDefinition(
        name,
        was.provider(),
        was.providerLabel(),
        was.mode(),
        was.enabled(),
        was.issuer(),
        was.authorizationEndpoint(),
        was.tokenEndpoint(),
        was.revocationEndpoint(),
        was.clientId(),
        was.clientAuthentication(),
        was.scopes(),
        was.resource(),
        was.authorizationParameters(),
        was.capability(),
        was.agentIds());
  }
}
