package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

/** Values that JSON can hold. */
final class JsonValues {

  private JsonValues() {}

  /** Every member has a value, and JSON can hold it. */
  static void assertMembers(Map<?, ?> members) {
    members.forEach(
        (name, value) -> {
          assertTrue(name instanceof String text && !text.isBlank(), "a member without a name");
          assertValue(name, value);
        });
  }

  private static void assertValue(Object name, Object value) {
    if (value instanceof Map<?, ?> members) {
      assertMembers(members);
    } else if (value instanceof List<?> items) {
      items.forEach(item -> assertValue(name, item));
    } else {
      assertTrue(
          value instanceof String || value instanceof Number || value instanceof Boolean,
          name + " is nothing that JSON can hold");
    }
  }
}
