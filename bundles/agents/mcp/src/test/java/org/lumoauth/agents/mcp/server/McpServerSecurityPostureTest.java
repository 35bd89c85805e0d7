/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.agents.mcp.McpBundleFixture.body;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class McpServerSecurityPostureTest {

  @Test
  void isStrongIfAllChecksPass() {
    var posture = of(1, "require_dpop", true, "allowed_client_ids", List.of("cli_1"));

    assertEquals("strong", posture.level());
    assertEquals(posture.checks().size(), posture.countPassed());
  }

  @Test
  void recommendsFixesForDefaultSettings() {
    var posture = of(0);

    assertEquals("attention", posture.level());
    posture.checks().stream()
        .filter(check -> !check.status().equals("pass"))
        .forEach(check -> assertTrue(check.fix().isPresent(), check.id()));
  }

  @Test
  void isWeakWithoutTokensOrPkceOrWithLongTokens() {
    assertEquals("weak", of(1, "auth_mode", "none").level());
    assertEquals("weak", of(1, "require_pkce", false).level());
    assertEquals("weak", of(1, "token_lifetime", 86_400).level());
  }

  @Test
  void isWeakWithUnknownClientId() {
    var named = List.of("cli_1", "cli_none", "https://app.example/client.json");
    var posture = of(1, "require_dpop", true, "allowed_client_ids", named);

    assertEquals("weak", posture.level());
    var found = posture.checks().stream().filter(check -> check.status().equals("fail")).toList();
    assertEquals(
        List.of("clients"),
        found.stream().map(McpServerSecurityPosture.SecurityPostureCheck::id).toList());
    assertEquals("Unknown client ids: cli_none.", found.get(0).detail().orElseThrow());
  }

  @Test
  void skipsTokenChecksIfServerAcceptsNoTokens() {
    assertEquals(
        List.of("authorization", "transport", "tools"),
        of(1, "auth_mode", "none").checks().stream()
            .map(McpServerSecurityPosture.SecurityPostureCheck::id)
            .toList());
  }

  private static McpServerSecurityPosture of(int tools, Object... namesAndValues) {
    var spec = McpServerRequestBodyParser.read(body(namesAndValues));
    var known = new FakeClientDirectory().with(ACME, aClient().withId("cli_1").build());
    return McpServerSecurityPosture.of(
        spec, tools, new McpServerClientReferenceValidator(known).findUnknown(ACME, spec));
  }
}
