/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.settings.TenantSettingsSection.SettingType;

class ObjectListSettingValidatorTest {
  private static final int COLUMN = 8_000;
  private static final SettingDefinition RULES =
      new SettingDefinition(
          "rules",
          SettingType.OBJECTS,
          List.of(),
          false,
          Set.of(),
          Optional.of(1L),
          Optional.of(20L),
          "Rules.");

  @Test
  void acceptsListOfObjects() throws Exception {
    var rules = List.of(Map.of("attribute", "locale", "days", 7, "clients", List.of("a", "b")));

    assertEquals(rules, SettingValueValidator.validate(RULES, rules));
  }

  @Test
  void rejectsValueThatIsNotListOfObjects() {
    refuses("x");
    refuses(Map.of("a", "b"));
    refuses(List.of("a"));
    refuses(List.of(Map.of(), List.of()));
  }

  @Test
  void rejectsTooFewOrTooManyObjects() {
    refuses(List.of());
    refuses(Collections.nCopies(21, Map.of()));
  }

  @Test
  void rejectsNullsControlCharactersAndDeepNesting() {
    refuses(List.of(Collections.singletonMap("a", null)));
    refuses(List.of(Map.of("a", "\u0000")));
    refuses(List.of(Map.of("a\u0007", "b")));
    refuses(List.of(Map.of("a", List.of(Map.of("b", List.of(Map.of("c", List.of())))))));
  }

  @Test
  void rejectsValueExceedingColumnLength() throws Exception {
    var json = new ObjectMapper();
    for (String unit : List.of("a", "\"", "\\", "\n", "é", "😀")) {
      var longest = new ArrayList<String>();
      IntStream.rangeClosed(1, COLUMN)
          .mapToObj(unit::repeat)
          .takeWhile(text -> takes(List.of(Map.of("m", text))))
          .reduce((one, other) -> other)
          .ifPresent(longest::add);

      assertEquals(1, longest.size());
      int length = json.writeValueAsString(List.of(Map.of("m", longest.get(0)))).length();
      assertEquals(true, length <= COLUMN, unit);
    }
  }

  private static boolean takes(Object value) {
    try {
      SettingValueValidator.validate(RULES, value);
      return true;
    } catch (SettingValueValidator.InvalidSettingException e) {
      return false;
    }
  }

  private static void refuses(Object value) {
    assertThrows(
        SettingValueValidator.InvalidSettingException.class,
        () -> SettingValueValidator.validate(RULES, value));
  }
}
