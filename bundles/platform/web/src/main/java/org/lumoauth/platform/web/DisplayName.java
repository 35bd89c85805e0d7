package org.lumoauth.platform.web;

import org.lumoauth.api.web.Problem;

/**
 * A name that people are shown, and decide by: of a client on the page that asks for consent, of a
 * tenant above the password. Nothing is one that shows as something else or not at all: control
 * characters, those that change the direction of writing or take no room, letters that show
 * nothing.
 */
public final class DisplayName {

  private DisplayName() {}

  /**
   * The name without surrounding space.
   *
   * @param member what it was sent as
   * @throws Problem 422 {@code validation_error} naming the member, if it is blank or has a
   *     character that does not show
   */
  public static String checked(String member, String name) {
    String shown = name.strip();
    if (shown.isEmpty()) {
      throw Problem.invalid(member, member + " is needed.");
    }
    if (!shows(shown)) {
      throw Problem.invalid(
          member, member + " has control, invisible or direction-changing characters.");
    }
    return shown;
  }

  /** Whether each character of it can be seen, or is a space. */
  public static boolean shows(String text) {
    return text.codePoints().allMatch(DisplayName::shows);
  }

  /** What of it shows, with one space for what does not; for what can't be refused. */
  public static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    boolean gap = false;
    for (int point : text.codePoints().toArray()) {
      if (shows(point)) {
        visible.append(gap ? " " : "").appendCodePoint(point);
      }
      gap = !shows(point);
    }
    return visible.toString().strip();
  }

  /** Whether a character can be seen, or is a space. */
  public static boolean shows(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !blank(point);
    };
  }

  /** Letters and marks that show nothing: joiners, fillers, a blank Braille cell. */
  private static boolean blank(int point) {
    return point == 0x034F
        || point == 0x115F
        || point == 0x1160
        || point == 0x17B4
        || point == 0x17B5
        || point == 0x2800
        || point == 0x3164
        || point == 0xFFA0;
  }
}
