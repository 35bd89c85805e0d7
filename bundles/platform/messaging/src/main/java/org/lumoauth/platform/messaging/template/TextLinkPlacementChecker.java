/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.util.regex.Pattern;

/**
 * Checks that a link is a separate word in text. Mail programs turn everything that looks like a
 * URL into a link, so {@code https://other.example/?u=${link}} would send the secret there with one
 * click.
 */
final class TextLinkPlacementChecker {

  private static final Pattern LINK = Pattern.compile("\\$\\{\\s*link\\s*}");

  /** Characters of a URL that may precede the link; a brace ends a value that may be a URL. */
  private static final String OF_ADDRESSES = "./\\:@?=&#%$}";

  private TextLinkPlacementChecker() {}

  /** Returns whether the text before each link, back to a space, cannot be part of a URL. */
  static boolean isStandalone(String text) {
    var links = LINK.matcher(text);
    int from = 0;
    while (links.find()) {
      // Back to the previous link at most, so that many consecutive links are read once.
      for (int at = links.start() - 1; at >= from && !isSpace(text.charAt(at)); at--) {
        if (OF_ADDRESSES.indexOf(text.charAt(at)) >= 0) {
          return false;
        }
      }
      if (from == links.start() && from > 0) {
        return false; // two adjacent links
      }
      from = links.end();
    }
    return true;
  }

  /** Returns whether the text contains a character that may be part of a URL before a link. */
  static boolean mayBeAddress(CharSequence text) {
    return text.chars().anyMatch(each -> OF_ADDRESSES.indexOf(each) >= 0);
  }

  static boolean isSpace(char each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }
}
