package org.lumoauth.agents.approvals.page;

/**
 * Text that somebody wrote whom the reader must not trust. It stays text: pages escape it. What
 * could hide or turn some of it is shown by its number: control characters, those that change the
 * direction of writing, that take no room, or that stand for nothing. It is whole: what is not
 * shown would be approved unseen.
 */
public final class Visible {

  /** Stands before and after a number; so it is shown by its own. */
  private static final int BEFORE_NUMBER = 0x27E8;

  /** Stands between the names of members and those of their members. */
  static final String WITHIN = " \u203A ";

  private Visible() {}

  /** One line. */
  public static String line(String text) {
    return show(text, false);
  }

  /** Some lines. */
  public static String lines(String text) {
    return show(text.replace("\r\n", "\n"), true);
  }

  /**
   * A member's name: shown as no other one, as no place in a list, and as nothing within another.
   */
  static String name(String text) {
    if (text.isEmpty()) {
      return "\u27E8\u27E9";
    }
    String shown = line(text).replace("\u203A", number(0x203A));
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
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      default -> blank(point);
    };
  }

  /** Letters and marks that show nothing: fillers, variation selectors, a blank Braille cell. */
  private static boolean blank(int point) {
    return point == 0x034F
        || point == 0x115F
        || point == 0x1160
        || point == 0x17B4
        || point == 0x17B5
        || point == 0x2800
        || point == 0x3164
        || point == 0xFFA0
        || point >= 0x180B && point <= 0x180F
        || point >= 0xFE00 && point <= 0xFE0F
        || point >= 0xE0100 && point <= 0xE01EF;
  }
}
