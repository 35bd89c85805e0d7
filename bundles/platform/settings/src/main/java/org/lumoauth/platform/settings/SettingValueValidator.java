/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;

/** Validates values of settings. */
public final class SettingValueValidator {
  private static final int MAX_TEXT = 4_000;

  /** The limit of settings that declare to accept documents. */
  private static final int MAX_DOCUMENT = 64 * 1024;

  private static final int MAX_ITEMS = 200;

  private SettingValueValidator() {}

  /** A rejected value, with a message. */
  public static final class InvalidSettingException extends Exception {
    InvalidSettingException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Returns the value in the form modules read: text, {@code Long}, {@code Boolean}, or a list of
   * texts or objects.
   *
   * @throws InvalidSettingException if the setting does not accept it
   */
  public static Object validate(SettingDefinition setting, Object value)
      throws InvalidSettingException {
    return switch (setting.type()) {
      case STRING -> text(setting, value);
      case INTEGER -> number(setting, value);
      case BOOLEAN -> {
        if (value instanceof Boolean) {
          yield value;
        }
        throw new InvalidSettingException("must be true or false.");
      }
      case STRINGS -> texts(setting, value);
      case OBJECTS -> ObjectListSettingValidator.validate(setting, value);
    };
  }

  /** Returns the default in the same form; empty if there is none. */
  static Optional<Object> defaultValue(SettingDefinition setting) {
    return Optional.ofNullable(setting.defaultValue())
        .map(
            value ->
                switch (setting.type()) {
                  case INTEGER -> ((Number) value).longValue();
                  case STRINGS, OBJECTS -> List.copyOf((Collection<?>) value);
                  default -> value;
                });
  }

  /**
   * Returns the effective value for a tenant's own value, or null. The default applies if the
   * tenant has set none, or one the setting no longer accepts.
   */
  static Object effectiveValue(SettingDefinition setting, Object own) {
    if (own != null && setting.secret()) {
      return own;
    }
    try {
      if (own != null) {
        return validate(setting, own);
      }
    } catch (InvalidSettingException e) {
      // treated as not set
    }
    return defaultValue(setting).orElse(null);
  }

  private static String text(SettingDefinition setting, Object value)
      throws InvalidSettingException {
    var text = plain(setting, value);
    long least = setting.minimum().orElse(0L);
    long most =
        Math.min(
            setting.maximum().orElse((long) MAX_TEXT),
            isDocument(setting) ? MAX_DOCUMENT : MAX_TEXT);
    if (text.length() < least || text.length() > most) {
      throw new InvalidSettingException("must have " + least + " to " + most + " characters.");
    }
    return text;
  }

  private static Long number(SettingDefinition setting, Object value)
      throws InvalidSettingException {
    if (!(value instanceof Integer || value instanceof Long)) {
      throw new InvalidSettingException("must be an integer.");
    }
    long number = ((Number) value).longValue();
    long least = setting.minimum().orElse(Long.MIN_VALUE);
    long most = setting.maximum().orElse(Long.MAX_VALUE);
    if (number < least || number > most) {
      throw new InvalidSettingException("must be between " + least + " and " + most + ".");
    }
    return number;
  }

  private static List<String> texts(SettingDefinition setting, Object value)
      throws InvalidSettingException {
    if (!(value instanceof Collection<?> items)) {
      throw new InvalidSettingException("must be a list of strings.");
    }
    long least = setting.minimum().orElse(0L);
    long most = Math.min(setting.maximum().orElse((long) MAX_ITEMS), MAX_ITEMS);
    if (items.size() < least || items.size() > most) {
      throw new InvalidSettingException("must have " + least + " to " + most + " items.");
    }
    var texts = new ArrayList<String>(items.size());
    int length = 0;
    for (Object item : items) {
      var text = plain(setting, item);
      length += text.length();
      texts.add(text);
    }
    if (length > MAX_TEXT) {
      throw new InvalidSettingException("must have at most " + MAX_TEXT + " characters in total.");
    }
    return List.copyOf(texts);
  }

  private static boolean isDocument(SettingDefinition setting) {
    return setting.type() == TenantSettingsSection.SettingType.STRING
        && setting.maximum().orElse(0L) > MAX_TEXT
        && !setting.secret();
  }

  private static String plain(SettingDefinition setting, Object value)
      throws InvalidSettingException {
    if (!(value instanceof String text)) {
      throw new InvalidSettingException("must be a string.");
    }
    String controls = isDocument(setting) ? "\n\r\t" : "\n";
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && controls.indexOf(c) < 0)) {
      throw new InvalidSettingException("must not contain control characters.");
    }
    if (!setting.allowed().isEmpty() && !setting.allowed().contains(text)) {
      throw new InvalidSettingException(
          "must be one of " + setting.allowed().stream().sorted().toList() + ".");
    }
    return text;
  }
}
