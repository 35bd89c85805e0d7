/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.section;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralSettingsSectionTest {

  private final GeneralSettingsSection settings = new GeneralSettingsSection();

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-AT", "pt-BR", "zh-Hant-TW", "fil", "de_AT"})
  void acceptsLanguageTag(String tag) {
    assertEquals(Optional.empty(), settings.findProblem("locale", tag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a locale", "zz", "zz_AT", "_", "", "-", "de-", "und", "<b>"})
  void rejectsInvalidLanguageTag(String tag) {
    assertTrue(settings.findProblem("locale", tag).isPresent(), tag);
  }
}
