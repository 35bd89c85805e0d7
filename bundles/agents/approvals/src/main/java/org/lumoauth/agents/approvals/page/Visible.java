package org.lumoauth.agents.approvals.page;

import org.lumoauth.platform.web.DisplayName;

/**
 * Text that somebody wrote whom the reader must not trust. It stays text: pages escape it. What
 * could hide or turn some of it is shown by its number: control characters, those that change the
 * direction of writing, that take no room, or that stand for nothing.
 */
public final class Visible {

  private static final int MAX_CHARACTERS = 4_000;

  private Visible() {}

  /** One line. */
  public static String line(String text) {
    return show(text, false);
  }

  /** Some lines. */
  public static String lines(String text) {
    return show(text.replace("\r\n", "\n"), true);
  }

  private static String show(String text, boolean breaks) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_CHARACTERS)
        .forEach(
            point -> {
              if (point == '\n' && breaks || !hidden(point)) {
                shown.appendCodePoint(point);
              } else {
                shown.append(String.format("\u27E8U+%04X\u27E9", point));
              }
            });
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      shown.append(" \u2026");
    }
    return shown.toString();
  }

  private static boolean hidden(int point) {
    return !DisplayName.shows(point)
        || Character.getType(point) == Character.SPACE_SEPARATOR && point != ' '
        || selector(point);
  }

  /** Which form another character has: nothing of its own. */
  private static boolean selector(int point) {
    return point >= 0x180B && point <= 0x180F
        || point >= 0xFE00 && point <= 0xFE0F
        || point >= 0xE0100 && point <= 0xE01EF;
  }
}
