package org.lumoauth.platform.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsSchema.SettingDefinition;

/** What values a setting takes. */
public final class SettingValueValidator {
  private static final int MAX_TEXT = 4_000;

  /** Of a setting that says itself that it takes more than other texts: a document. */
  private static final int MAX_DOCUMENT = 64 * 1024;

  private static final int MAX_ITEMS = 200;

  private SettingValueValidator() {}

  /** A refused value, in words. */
  public static final class InvalidSettingException extends Exception {
    InvalidSettingException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * The value in the form that modules read: text, {@code Long}, {@code Boolean}, or a list of
   * texts or objects.
   *
   * @throws InvalidSettingException if the setting does not take it
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
        throw new InvalidSettingException("is true or false.");
      }
      case STRINGS -> texts(setting, value);
      case OBJECTS -> ObjectListValidator.validate(setting, value);
    };
  }

  /** The default in the same form; empty where there is none. */
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
   * What is in force where a tenant has set this for itself; null for nothing. The default counts
   * where it has set nothing, or what the setting does not take any more.
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
      // as if it had set nothing
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
      throw new InvalidSettingException("has " + least + " to " + most + " characters.");
    }
    return text;
  }

  private static Long number(SettingDefinition setting, Object value)
      throws InvalidSettingException {
    if (!(value instanceof Integer || value instanceof Long)) {
      throw new InvalidSettingException("is a whole number.");
    }
    long number = ((Number) value).longValue();
    long least = setting.minimum().orElse(Long.MIN_VALUE);
    long most = setting.maximum().orElse(Long.MAX_VALUE);
    if (number < least || number > most) {
      throw new InvalidSettingException("is " + least + " to " + most + ".");
    }
    return number;
  }

  private static List<String> texts(SettingDefinition setting, Object value)
      throws InvalidSettingException {
    if (!(value instanceof Collection<?> items)) {
      throw new InvalidSettingException("is a list of texts.");
    }
    long least = setting.minimum().orElse(0L);
    long most = Math.min(setting.maximum().orElse((long) MAX_ITEMS), MAX_ITEMS);
    if (items.size() < least || items.size() > most) {
      throw new InvalidSettingException("has " + least + " to " + most + " items.");
    }
    var texts = new ArrayList<String>(items.size());
    int length = 0;
    for (Object item : items) {
      var text = plain(setting, item);
      length += text.length();
      texts.add(text);
    }
    if (length > MAX_TEXT) {
      throw new InvalidSettingException("has at most " + MAX_TEXT + " characters in all.");
    }
    return List.copyOf(texts);
  }

  private static boolean isDocument(SettingDefinition setting) {
    return setting.type() == SettingsSchema.SettingType.STRING
        && setting.maximum().orElse(0L) > MAX_TEXT
        && !setting.secret();
  }

  private static String plain(SettingDefinition setting, Object value)
      throws InvalidSettingException {
    if (!(value instanceof String text)) {
      throw new InvalidSettingException("is text.");
    }
    String controls = isDocument(setting) ? "\n\r\t" : "\n";
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && controls.indexOf(c) < 0)) {
      throw new InvalidSettingException("has no control characters.");
    }
    if (!setting.allowed().isEmpty() && !setting.allowed().contains(text)) {
      throw new InvalidSettingException(
          "is one of " + setting.allowed().stream().sorted().toList() + ".");
    }
    return text;
  }
}
