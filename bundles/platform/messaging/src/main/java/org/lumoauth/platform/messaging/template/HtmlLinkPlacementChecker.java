/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

/**
 * Reads the words of HTML in reading order and checks that a link is a separate word. If a
 * separator between two texts is not certain (it may be hidden or inline), they are read as one
 * word.
 */
final class HtmlLinkPlacementChecker {

  private final StringBuilder word = new StringBuilder();
  private boolean addressBefore;
  private boolean joined;
  private boolean ended;

  /** Marks a certain end of the line: the next text starts a new line. */
  void endLine() {
    ended = true;
  }

  /** Marks that preceding spaces and line breaks may not be visible to readers. */
  void join() {
    ended = false;
    joined = true;
  }

  /**
   * Reads the text between two tags.
   *
   * @return whether no link in it continues a possible URL
   */
  boolean read(String text) {
    if (ended) {
      leave(word.length());
      ended = false;
    }
    word.append(text);
    boolean alone =
        !MessageTemplateValidator.shows(text, MessageTemplateValidator.LINK)
            || TextLinkPlacementChecker.isStandalone((joined && addressBefore ? "/" : "") + word);
    int from = word.length();
    while (from > 0 && !TextLinkPlacementChecker.isSpace(word.charAt(from - 1))) {
      from--;
    }
    if (from > 0) {
      leave(from);
    }
    return alone;
  }

  private void leave(int length) {
    addressBefore |= TextLinkPlacementChecker.mayBeAddress(word.substring(0, length));
    word.delete(0, length);
    joined = false;
  }
}
