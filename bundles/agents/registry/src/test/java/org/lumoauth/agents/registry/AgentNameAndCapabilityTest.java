/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class AgentNameAndCapabilityTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "documents.read", "tool:search_web", "read:documents", "!#$%&'()+~"})
  void acceptsScopeTokens(String capability) {
    assertEquals(
        Set.of(capability), CapabilitySyntaxValidator.checked("capabilities", List.of(capability)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "two words",
        "docs.*",
        "*",
        "quo\"te",
        "back\\slash",
        "nul\0",
        "tab\t",
        "del\u007F",
        "d\u043Ecuments.read",
        "caf\u00E9",
        "line\n"
      })
  void rejectsInvalidScopeTokensAndWildcards(String capability) {
    assertEquals(422, refusal(List.of(capability)).status());
  }

  @Test
  void rejectsCapabilityOfMoreThan128Characters() {
    CapabilitySyntaxValidator.checked("capabilities", List.of("x".repeat(128)));

    assertEquals(422, refusal(List.of("x".repeat(129))).status());
  }

  @Test
  void rejectsMoreThan500Capabilities() {
    assertEquals(422, refusal(Collections.nCopies(501, "a")).status());
  }

  @Test
  void rejectsNullAmongCapabilities() {
    assertEquals(422, refusal(Collections.singletonList(null)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Robot", "Büro-Agent 7", "Агент", "代理 (east)", "O'Brien & Co."})
  void acceptsNamesInAnyScript(String name) {
    assertEquals(name, AgentNameValidator.checkedName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nul\0",
        "line\nbreak",
        "zero\u200Bwidth",
        "right\u202Eleft",
        "p\u0430ypal",
        "\uD800half"
      })
  void rejectsDeceptiveNames(String name) {
    assertEquals(
        422, assertThrows(ApiException.class, () -> AgentNameValidator.checkedName(name)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void rejectsMissingName(String name) {
    assertEquals(
        400, assertThrows(ApiException.class, () -> AgentNameValidator.checkedName(name)).status());
  }

  @Test
  void trimsAndNormalizesNames() {
    assertEquals("B\u00FCro", AgentNameValidator.checkedName(" Bu\u0308ro "));
  }

  @Test
  void treatsBlankDescriptionAsMissing() {
    assertEquals(Optional.empty(), AgentNameValidator.checkedDescription(Optional.of("  ")));
  }

  private static ApiException refusal(List<String> capabilities) {
    return assertThrows(
        ApiException.class, () -> CapabilitySyntaxValidator.checked("capabilities", capabilities));
  }
}
