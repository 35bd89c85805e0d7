/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.platform.settings.SettingValueValidator.InvalidSettingException;

/** Validates lists of objects. The module validates the meaning of their members. */
final class ObjectListSettingValidator {
  private static final int MAX_ITEMS = 100;
  private static final int MAX_DEPTH = 4;
  private static final int MAX_JSON = 8_000;
  private static final int PUNCTUATION = 3;

  /** The number of characters of the list as JSON. */
  private int length;

  private ObjectListSettingValidator() {}

  /**
   * Returns the validated list, unmodifiable.
   *
   * @throws InvalidSettingException if the setting does not accept it
   */
  static List<Object> validate(SettingDefinition setting, Object value)
      throws InvalidSettingException {
    if (!(value instanceof Collection<?> items)
        || !items.stream().allMatch(Map.class::isInstance)) {
      throw new InvalidSettingException("must be a list of objects.");
    }
    long least = setting.minimum().orElse(0L);
    long most = Math.min(setting.maximum().orElse((long) MAX_ITEMS), MAX_ITEMS);
    if (items.size() < least || items.size() > most) {
      throw new InvalidSettingException("must have " + least + " to " + most + " items.");
    }
    return new ObjectListSettingValidator().list(items, 0);
  }

  private List<Object> list(Collection<?> items, int depth) throws InvalidSettingException {
    List<Object> copies = new ArrayList<>();
    for (Object item : items) {
      copies.add(copy(item, depth + 1));
    }
    return List.copyOf(copies);
  }

  private Object copy(Object value, int depth) throws InvalidSettingException {
    if (depth > MAX_DEPTH) {
      throw new InvalidSettingException(
          "must not contain values nested more than " + MAX_DEPTH + " levels deep.");
    }
    count(PUNCTUATION);
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> copies = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        copies.put(text(String.valueOf(member.getKey())), copy(member.getValue(), depth + 1));
      }
      return Collections.unmodifiableMap(copies);
    }
    if (value instanceof Collection<?> items) {
      return list(items, depth);
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Boolean || value instanceof Number) {
      count(value.toString().length());
      return value;
    }
    throw new InvalidSettingException("must not contain members that are null.");
  }

  private String text(String text) throws InvalidSettingException {
    long escapes = text.chars().filter(c -> c == '"' || c == '\\' || c == '\n').count();
    count(text.length() + escapes + PUNCTUATION);
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw new InvalidSettingException("must not contain control characters.");
    }
    return text;
  }

  private void count(long characters) throws InvalidSettingException {
    length += (int) characters;
    if (length > MAX_JSON) {
      throw new InvalidSettingException("must have at most " + MAX_JSON + " characters in total.");
    }
  }
}
