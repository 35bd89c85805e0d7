/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/**
 * Converts a JSON object to rows for a page, each value as JSON. Characters that could hide,
 * reorder or imitate text are escaped, so that different objects never look alike.
 */
public final class JsonParameterTableRows {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

  private final List<Map<String, Object>> rows = new ArrayList<>();

  private JsonParameterTableRows() {}

  /** Returns the rows, each with {@code name} and {@code value}, in the order of the object. */
  public static List<Map<String, Object>> of(Map<String, Object> object) {
    var shown = new JsonParameterTableRows();
    object.forEach((name, value) -> shown.walk(name(name), value));
    return shown.rows;
  }

  private void walk(String path, Object value) {
    if (value instanceof Map<?, ?> members && !members.isEmpty()) {
      members.forEach((name, member) -> walk(path + "." + name(String.valueOf(name)), member));
    } else if (value instanceof List<?> items && !items.isEmpty()) {
      for (int i = 0; i < items.size(); i++) {
        walk(path + "[" + i + "]", items.get(i));
      }
    } else {
      rows.add(Map.of("name", path, "value", text(value)));
    }
  }

  private static String name(String name) {
    return PLAIN.matcher(name).matches() ? name : quoted(name);
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?>) {
      return "{}";
    }
    if (value instanceof List<?>) {
      return "[]";
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    StringBuilder shown = new StringBuilder("\"");
    boolean gap = false; // HTML collapses consecutive spaces
    for (int point : text.codePoints().toArray()) {
      if (point == '\n') {
        shown.append("\\n");
      } else if (point == '"' || point == '\\') {
        shown.append('\\').appendCodePoint(point);
      } else if (hidden(point) || gap && point == ' ') {
        shown.append(String.format("\\u{%04X}", point));
      } else {
        shown.appendCodePoint(point);
      }
      gap = point == ' ';
    }
    return shown.append('"').toString();
  }

  /**
   * Whether the character is invisible, looks like a space, or only changes the form of another
   * one.
   */
  private static boolean hidden(int point) {
    return !DisplayNameValidator.isVisible(point)
        || Character.getType(point) == Character.SPACE_SEPARATOR && point != ' '
        || point >= 0x180B && point <= 0x180F
        || point >= 0xFE00 && point <= 0xFE0F
        || point >= 0xE0100 && point <= 0xE01EF;
  }
}
