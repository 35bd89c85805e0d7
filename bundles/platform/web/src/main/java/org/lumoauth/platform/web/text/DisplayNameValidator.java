/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.text;

import org.lumoauth.api.web.ApiException;

/**
 * Validates names that are shown to people and that they rely on, such as the client name on the
 * consent page or the tenant name above a password field. A name must not contain control
 * characters, characters that change the direction of writing, or characters that are invisible.
 */
public final class DisplayNameValidator {

  private DisplayNameValidator() {}

  /**
   * Returns the name without surrounding whitespace.
   *
   * @param member the name of the request member
   * @throws ApiException 422 {@code validation_error} naming the member, if the name is blank or
   *     has an invisible character
   */
  public static String requireValid(String member, String name) {
    String shown = name.strip();
    if (shown.isEmpty()) {
      throw ApiException.invalid(member, member + " is required.");
    }
    if (!isVisible(shown)) {
      throw ApiException.invalid(
          member,
          member + " must not contain control, invisible or direction-changing characters.");
    }
    return shown;
  }

  /** Returns whether every character of the text is visible or a space. */
  public static boolean isVisible(String text) {
    return text.codePoints().allMatch(DisplayNameValidator::isVisible);
  }

  /**
   * Returns the text with every run of invisible characters replaced by one space, for text that
   * cannot be rejected.
   */
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

  /** Returns whether a character is visible or a space. */
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

  /** Letters and marks that are invisible: joiners, fillers, the blank Braille cell. */
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
