/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonServerSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"https://agent.example", "https://xn--nxasmq6b.example"})
  void acceptsServerIdentifiers(String url) {
    assertTrue(
        new PersonServerSettings()
            .findProblem(PersonServerSettings.AGENT_PROVIDERS.name(), List.of(url))
            .isEmpty());
  }

  /** Ours have one, and an access server or a person server may be one of ours. */
  @ParameterizedTest
  @ValueSource(strings = {"accessServers", "personServers"})
  void acceptsPathsOnlyForAccessAndPersonServers(String setting) {
    var settings = new PersonServerSettings();
    var withPath = List.of("https://id.example/t/acme/api/v1");

    assertTrue(settings.findProblem(setting, withPath).isEmpty());
    assertFalse(
        settings.findProblem(PersonServerSettings.AGENT_PROVIDERS.name(), withPath).isEmpty());
    assertFalse(settings.findProblem(PersonServerSettings.RESOURCES.name(), withPath).isEmpty());
    for (String bad :
        List.of(
            "https://id.example/",
            "https://id.example/t/",
            "https://id.example//t",
            "https://id.example/../t",
            "https://id.example/t/..",
            "https://id.example/./t",
            "https://id.example/t/%2e",
            "https://id.example/t?a",
            "https://id.example/t#a",
            "https://id.example:8443/t",
            "https://a@id.example/t",
            "https://Id.Example/t",
            "http://id.example/t")) {
      assertFalse(settings.findProblem(setting, List.of(bad)).isEmpty(), bad);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "iss", "cnf", "scope", "mission_s256", "a b", ""})
  void rejectsReservedTokenClaims(String claim) {
    var settings = new PersonServerSettings();

    assertTrue(
        settings
            .findProblem(PersonServerSettings.ACCESS_CLAIMS.name(), List.of("email"))
            .isEmpty());
    assertFalse(
        settings.findProblem(PersonServerSettings.ACCESS_CLAIMS.name(), List.of(claim)).isEmpty());
  }

  /** What is named can be the subject or the target of an entry in the audit log. */
  @Test
  void limitsServerIdentifierToAuditLogLength() {
    String longest = "https://" + "a".repeat(247);

    assertTrue(objection(longest).isEmpty());
    assertFalse(objection(longest + "a").isEmpty());
  }

  private static Optional<String> objection(String url) {
    return new PersonServerSettings()
        .findProblem(PersonServerSettings.AGENT_PROVIDERS.name(), List.of(url));
  }

  /** Section Server Identifiers names all of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://agent.example",
        "https://Agent.Example",
        "https://agent.example:8443",
        "https://agent.example/v1",
        "https://agent.example/",
        "https://a@agent.example",
        "https://agent.example?a",
        "https://agent.example#a",
        "https://",
        ""
      })
  void rejectsInvalidServerIdentifiers(String url) {
    assertFalse(objection(url).isEmpty());
  }
}
