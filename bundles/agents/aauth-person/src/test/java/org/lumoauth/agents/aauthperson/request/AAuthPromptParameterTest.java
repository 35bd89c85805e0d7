/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

class AAuthPromptParameterTest {

  @ParameterizedTest
  @CsvSource({
    "none, true, false, false, false",
    "consent, false, true, false, false",
    "login, false, true, true, false",
    "select_account, false, true, false, true",
    "login  consent, false, true, true, false",
    "create, false, false, false, false",
    "Consent, false, false, false, false"
  })
  void parsesPromptValues(
      String value, boolean none, boolean again, boolean login, boolean selectAccount) {
    AAuthPromptParameter prompt = AAuthPromptParameter.of(Map.of("prompt", value));

    assertEquals(
        List.of(none, again, login, selectAccount),
        List.of(prompt.none(), prompt.again(), prompt.login(), prompt.selectAccount()));
  }

  @Test
  void treatsMissingOrBlankPromptAsNone() {
    for (AAuthPromptParameter prompt :
        List.of(
            AAuthPromptParameter.of(Map.of()), AAuthPromptParameter.of(Map.of("prompt", " ")))) {
      assertFalse(prompt.none() || prompt.again());
    }
  }

  @Test
  void rejectsInvalidPromptValues() {
    for (Object value : List.of("none login", List.of("login"), 1, "x".repeat(201))) {
      var refused =
          assertThrows(
              AAuthProblemException.class, () -> AAuthPromptParameter.of(Map.of("prompt", value)));

      assertEquals("400 invalid_request", refused.status() + " " + refused.error());
      assertEquals(
          AAuthPromptParameter.NOTHING, AAuthPromptParameter.ofStored(Map.of("prompt", value)));
    }
  }
}
