package org.lumoauth.platform.web;

import org.lumoauth.api.web.ApiException;

/**
 * A name that people are shown, and decide by: of a client on the page that asks for consent, of a
 * tenant above the password. Nothing is one that shows as something else or not at all: control
 * characters, those that change the direction of writing or take no room, letters that show
 * nothing.
 */
public final class DisplayNameValidator {

  private DisplayNameValidator() {}

  /**
   * The name without surrounding space.
   *
   * @param member what it was sent as
   * @throws ApiException 422 {@code validation_error} naming the member, if it is blank or has a
   *     character that does not show
   */
  public static String requireValid(String member, String name) {
    String shown = name.strip();
    if (shown.isEmpty()) {
      throw ApiException.invalid(member, member + " is needed.");
    }
    if (!isVisible(shown)) {
      throw ApiException.invalid(
          member, member + " has control, invisible or direction-changing characters.");
    }
    return shown;
  }

  /** Whether each character of it can be seen, or is a space. */
  public static boolean isVisible(String text) {
    return text.codePoints().allMatch(DisplayNameValidator::isVisible);
  }

  /** What of it shows, with one space for what does not; for what can't be refused. */
  public static String replaceInvisible(String text) {
    StringBuilder visible = new StringBuilder();
    boolean gap = false;
    for (int point : text.codePoints().toArray()) {
      if (isVisible(point)) {
        visible.append(gap ? " " : "").appendCodePoint(point);
      }
      gap = !isVisible(point);
    }
    return visible.toString().strip();
  }

  /** Whether a character can be seen, or is a space. */
  public static boolean isVisible(int point) {
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
