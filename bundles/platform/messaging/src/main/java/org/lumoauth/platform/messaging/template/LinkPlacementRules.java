package org.lumoauth.platform.messaging.template;

import java.util.regex.Pattern;

/**
 * Where text may show the link of a message: by itself. Readers' programs make a link of whatever
 * looks like an address, so {@code https://other.example/?u=${link}} would take the secret there
 * with one click.
 */
final class LinkPlacementRules {

  private static final Pattern LINK = Pattern.compile("\\$\\{\\s*link\\s*}");

  /** What an address may have before the link, or a value that may be one: it ends with a brace. */
  private static final String OF_ADDRESSES = "./\\:@?=&#%$}";

  private LinkPlacementRules() {}

  /** Whether what stands before each link, up to a space, can be no part of an address. */
  static boolean isStandalone(String text) {
    var links = LINK.matcher(text);
    int from = 0;
    while (links.find()) {
      // Back to the link before at most, so that many in a row are read once.
      for (int at = links.start() - 1; at >= from && !isSpace(text.charAt(at)); at--) {
        if (OF_ADDRESSES.indexOf(text.charAt(at)) >= 0) {
          return false;
        }
      }
      if (from == links.start() && from > 0) {
        return false; // one link right after another
      }
      from = links.end();
    }
    return true;
  }

  /** Whether text has anything that may be part of an address before a link. */
  static boolean mayBeAddress(CharSequence text) {
    return text.chars().anyMatch(each -> OF_ADDRESSES.indexOf(each) >= 0);
  }

  static boolean isSpace(char each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }
}
