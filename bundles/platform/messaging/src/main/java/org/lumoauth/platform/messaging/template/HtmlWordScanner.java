package org.lumoauth.platform.messaging.template;

/**
 * The words of HTML as they are read, and whether a link among them stands alone. Where it is not
 * sure that something is between two texts (what is between may be hidden, or within the line),
 * they are read as one word.
 */
final class HtmlWordScanner {

  private final StringBuilder word = new StringBuilder();
  private boolean addressBefore;
  private boolean joined;
  private boolean ended;

  /** The line surely ends here: what comes next begins one. */
  void endLine() {
    ended = true;
  }

  /** Spaces and lines before this may not be there for readers. */
  void join() {
    ended = false;
    joined = true;
  }

  /**
   * Reads text between two tags.
   *
   * @return whether no link in it continues what may be an address
   */
  boolean read(String text) {
    if (ended) {
      leave(word.length());
      ended = false;
    }
    word.append(text);
    boolean alone =
        !MessageTemplateValidator.shows(text, MessageTemplateValidator.LINK)
            || LinkPlacementRules.isStandalone((joined && addressBefore ? "/" : "") + word);
    int from = word.length();
    while (from > 0 && !LinkPlacementRules.isSpace(word.charAt(from - 1))) {
      from--;
    }
    if (from > 0) {
      leave(from);
    }
    return alone;
  }

  private void leave(int length) {
    addressBefore |= LinkPlacementRules.mayBeAddress(word.substring(0, length));
    word.delete(0, length);
    joined = false;
  }
}
