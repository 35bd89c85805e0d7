/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.text;

/**
 * Escapes text from an untrusted author before it is shown. The result is plain text that pages
 * escape as HTML. Characters that could hide or reorder text are shown by their number: control,
 * direction-changing, zero-width and invisible characters. The text is never shortened, because a
 * reader would otherwise approve content unseen.
 */
public final class UntrustedTextEscaper {

  /** Encloses a number, so it is itself shown by its number. */
  private static final int BEFORE_NUMBER = 0x27E8;

  /** Separates a member name from the names of its members. */
  public static final String WITHIN = " \u203A ";

  private UntrustedTextEscaper() {}

  /** Escapes one line. */
  public static String escapeLine(String text) {
    return show(text, false);
  }

  /** Escapes several lines. */
  public static String escapeLines(String text) {
    return show(text.replace("\r\n", "\n"), true);
  }

  /**
   * Escapes a member name so that it cannot be confused with another name, a list index or a nested
   * member.
   */
  public static String escapeName(String text) {
    if (text.isEmpty()) {
      return "\u27E8\u27E9";
    }
    String shown = escapeLine(text).replace("\u203A", number(0x203A));
    shown = shown.startsWith("[") ? number('[') + shown.substring(1) : shown;
    return shown.replaceAll("^ | $|(?<= ) ", number(' ')); // HTML collapses consecutive spaces
  }

  private static String show(String text, boolean breaks) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n' && breaks || point != BEFORE_NUMBER && !hidden(point)) {
                shown.appendCodePoint(point);
              } else {
                shown.append(number(point));
              }
            });
    return shown.toString();
  }

  private static String number(int point) {
    return String.format("\u27E8U+%04X\u27E9", point);
  }

  private static boolean hidden(int point) {
    return !DisplayNameValidator.isVisible(point)
        || Character.getType(point) == Character.SPACE_SEPARATOR && point != ' '
        || isSelector(point);
  }

  /** Variation selectors only change the form of another character. */
  static boolean isSelector(int point) {
    return point >= 0x180B && point <= 0x180F
        || point >= 0xFE00 && point <= 0xFE0F
        || point >= 0xE0100 && point <= 0xE01EF;
  }
}
