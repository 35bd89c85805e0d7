package org.lumoauth.platform.web;

/**
 * Text that somebody wrote whom the reader must not trust. It stays text: pages escape it. What
 * could hide or turn some of it is shown by its number: control characters, those that change the
 * direction of writing, that take no room, or that stand for nothing. It is whole: what is not
 * shown would be approved unseen.
 */
public final class UntrustedTextEscaper {

  /** Stands before and after a number; so it is shown by its own. */
  private static final int BEFORE_NUMBER = 0x27E8;

  /** Stands between the names of members and those of their members. */
  public static final String WITHIN = " \u203A ";

  private UntrustedTextEscaper() {}

  /** One line. */
  public static String escapeLine(String text) {
    return show(text, false);
  }

  /** Some lines. */
  public static String escapeLines(String text) {
    return show(text.replace("\r\n", "\n"), true);
  }

  /**
   * A member's name: shown as no other one, as no place in a list, and as nothing within another.
   */
  public static String escapeName(String text) {
    if (text.isEmpty()) {
      return "\u27E8\u27E9";
    }
    String shown = escapeLine(text).replace("\u203A", number(0x203A));
    shown = shown.startsWith("[") ? number('[') + shown.substring(1) : shown;
    return shown.replaceAll("^ | $|(?<= ) ", number(' ')); // pages make one space of several
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

  /** Which form another character has: nothing of its own. */
  static boolean isSelector(int point) {
    return point >= 0x180B && point <= 0x180F
        || point >= 0xFE00 && point <= 0xFE0F
        || point >= 0xE0100 && point <= 0xE01EF;
  }
}
