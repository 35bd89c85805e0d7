/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.rest;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts an HTML message to plain text: a link is followed by its URL, and the message's link is
 * a separate word. It reads the HTML in one pass, tag by tag, so that the time depends only on the
 * length.
 */
final class HtmlToTextConverter {

  /** Elements with content that is not shown. */
  private static final Set<String> UNREAD = Set.of("style", "head", "title");

  private static final Set<String> ENDS_A_LINE =
      Set.of("/p", "/div", "/h1", "/h2", "/h3", "/h4", "/h5", "/h6", "/tr", "/li", "br");

  private static final Pattern NAME = Pattern.compile("/?[a-z][a-z0-9]*");
  private static final Pattern ADDRESS =
      Pattern.compile("\\bhref\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);

  /** The message's link directly after other text: the separator in HTML may be a tag. */
  private static final Pattern JOINED_LINK =
      Pattern.compile("(?<=[^ \\t\\n\\r])(?<!(?:^|[ \\t\\n\\r])[(<\\[])\\$\\{\\s*+link\\s*+}");

  private final String html;
  private final String lower;
  private final StringBuilder words = new StringBuilder();
  private final Set<String> neverClosed = new HashSet<>();
  private Optional<String> link = Optional.empty();
  private boolean quoted = true;

  private HtmlToTextConverter(String html) {
    this.html = html;
    this.lower = html.toLowerCase(Locale.ROOT);
  }

  static String of(String html) {
    return new HtmlToTextConverter(html).read();
  }

  private String read() {
    int at = 0;
    while (at < html.length()) {
      int open = html.indexOf('<', at);
      int close = open < 0 ? -1 : end(open);
      if (close < 0) { // the rest contains no tag
        words.append(html, at, html.length());
        break;
      }
      words.append(html, at, open);
      at = tag(open, close);
    }
    endLink();
    return JOINED_LINK.matcher(tidy(words.toString())).replaceAll(" $0");
  }

  /**
   * Finds the end of a tag, which is not within a quoted value unless the quote is never closed.
   */
  private int end(int open) {
    if (quoted) {
      char quote = 0;
      for (int i = open; i < html.length(); i++) {
        char c = html.charAt(i);
        if (quote == 0 && c == '>') {
          return i;
        }
        if (quote == 0 && (c == '"' || c == '\'')) {
          quote = c;
        } else if (c == quote) {
          quote = 0;
        }
      }
      quoted = false; // searched only once, because searching to the end each time would be slow
    }
    return html.indexOf('>', open);
  }

  /** Reads a tag and returns the position to continue. */
  private int tag(int open, int close) {
    Matcher found = NAME.matcher(lower).region(open + 1, close);
    String name = found.lookingAt() ? found.group() : "";
    if (UNREAD.contains(name)) {
      return after(name, close);
    }
    if (name.equals("a") || name.equals("/a")) {
      endLink();
    }
    if (name.equals("a")) {
      link = address(open, close);
    }
    if (ENDS_A_LINE.contains(name)) {
      words.append('\n');
    }
    return close + 1;
  }

  /** Returns the position after an element that is not shown. */
  private int after(String name, int close) {
    String end = "</" + name + ">";
    int at = neverClosed.contains(name) ? -1 : lower.indexOf(end, close);
    if (at < 0) {
      neverClosed.add(name);
      return close + 1;
    }
    return at + end.length();
  }

  private Optional<String> address(int open, int close) {
    Matcher found = ADDRESS.matcher(html).region(open, close);
    return found.find()
        ? Optional.ofNullable(found.group(1)).or(() -> Optional.of(found.group(2)))
        : Optional.empty();
  }

  private void endLink() {
    link.ifPresent(address -> words.append(": ").append(address));
    link = Optional.empty();
  }

  private static String tidy(String text) {
    return text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("[ \\t]+", " ")
        .replaceAll(" ?\n ?", "\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }
}
