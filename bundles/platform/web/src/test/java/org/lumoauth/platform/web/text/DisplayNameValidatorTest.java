/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class DisplayNameValidatorTest {

  @ParameterizedTest
  @ValueSource(strings = {"Acme Ltd.", "株式会社アクメ", "Ακμή", "متجر", "Zoë's", "C++ & <b>", "🚀 Go"})
  void acceptsNamesInAllScripts(String name) {
    assertEquals(name, DisplayNameValidator.requireValid("name", name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u202eelgooG",
        "\u2066Google",
        "\u200fGoogle",
        "Google\u200b",
        "Goo\ufeffgle",
        "Google\u0000",
        "Goo\u0085gle",
        "Goo\u2028gle",
        "Google\ue000",
        "\u3164",
        "\u2800"
      })
  void rejectsInvisibleOrBidiCharacters(String name) {
    var refusal =
        assertThrows(ApiException.class, () -> DisplayNameValidator.requireValid("name", name));

    assertEquals(422, refusal.status());
    assertEquals("name", refusal.details().get("field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\u2003", "\u3000"})
  void refusesABlankName(String name) {
    assertThrows(ApiException.class, () -> DisplayNameValidator.requireValid("name", name));
  }

  @Test
  void trimsName() {
    assertEquals("Acme", DisplayNameValidator.requireValid("name", "  Acme\u3000"));
  }

  @Test
  void replacesInvisibleCharactersWithSpace() {
    assertEquals("Goo gle", DisplayNameValidator.replaceInvisible("\u202eGoo\n\u200bgle\u3164"));
  }
}
