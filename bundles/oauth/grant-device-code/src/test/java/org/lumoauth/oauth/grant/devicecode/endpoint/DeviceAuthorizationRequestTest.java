/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.ACME;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.client;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture;

class DeviceAuthorizationRequestTest {

  private final DeviceCodeFixture world = new DeviceCodeFixture();

  @Test
  void returnsUserCodeAndVerificationUris() {
    var answer = world.begun();

    String code = (String) answer.get("user_code");
    assertTrue(code.matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"), code);
    assertEquals("https://id.example.com/t/acme/device", answer.get("verification_uri"));
    assertEquals(
        "https://id.example.com/t/acme/device?user_code=" + code,
        answer.get("verification_uri_complete"));
    assertEquals(600L, answer.get("expires_in"));
    assertEquals(5L, answer.get("interval"));
  }

  @Test
  void generatesDeviceCodeOf256Bits() {
    assertEquals(43, ((String) world.begun().get("device_code")).length());
  }

  @Test
  void disablesCaching() {
    assertEquals("no-store", world.begin(Map.of()).responseHeader("Cache-Control"));
  }

  @Test
  void auditsDeviceAuthorizationRequest() {
    world.begun();

    assertEquals("device-authorization.requested", world.log.last(ACME.id()).event().action());
  }

  @Test
  void refusesAnUnknownClient() {
    assertEquals("invalid_client", refusal(Map.of("client_id", "nobody")));
    assertEquals("device-authorization.denied", world.log.last(ACME.id()).event().action());
  }

  @Test
  void throttlesFailingPublicClientWithoutAudit() {
    world.attempts.exhausted();

    var refusal =
        assertThrows(ApiException.class, () -> world.begin(Map.of("scope", "email admin")));

    assertEquals(429, refusal.status());
    assertEquals(List.of(), world.log.actions(ACME.id()));
  }

  @Test
  void rejectsClientWithoutDeviceGrant() {
    world.clients.with(ACME, aClient().withId("web").build());

    assertEquals("unauthorized_client", refusal(Map.of("client_id", "web")));
  }

  @Test
  void refusesAScopeOutsideTheRegistration() {
    assertEquals("invalid_scope", refusal(Map.of("scope", "email admin")));
  }

  @Test
  void refusesAResourceOutsideTheRegistration() {
    world.clients.with(
        ACME, client().with("audience_uris", List.of("https://api.example.com")).build());

    assertEquals("invalid_target", refusal(Map.of("resource", "https://other.example.com")));
    assertEquals("invalid_target", refusal(Map.of("resource", "https://api.example.com/%2e%2e/x")));
  }

  @Test
  void failsTemporarilyIfResourcePolicyIsUnavailable() {
    world.modules.withUnavailable(ResourcePolicy.class, "mcp", "agents-mcp");

    assertEquals(
        "temporarily_unavailable", refusal(Map.of("resource", "https://files.example.com")));
  }

  @Test
  void rejectsScopeExceedingAccessTokenSize() {
    String[] scopes = new String[40];
    Arrays.setAll(scopes, i -> "documents." + i + "x".repeat(100));
    world.clients.with(ACME, client().withScope(scopes).build());

    assertEquals("invalid_request", refusal(Map.of("scope", String.join(" ", scopes))));
  }

  @Test
  void rejectsAuthorizationDetails() {
    assertEquals("invalid_authorization_details", refusal(Map.of("authorization_details", "[]")));
  }

  @Test
  void limitsDeviceAuthorizationRequests() {
    for (int i = 0; i < 60; i++) {
      world.begun();
    }
    var refusal = assertThrows(ApiException.class, world::begun);
    assertEquals(429, refusal.status());

    world.pass(Duration.ofMinutes(1));
    world.begun();
  }

  private String refusal(Map<String, String> parameters) {
    return assertThrows(OAuthException.class, () -> world.begin(parameters)).code();
  }
}
