/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HTML that all programs parse the same way: tags are complete, attribute values are quoted
 * or plain, and comments contain no markup.
 */
final class StrictHtmlReader {

  private static final String SPACE = "[ \\t\\n\\f\\r]";
  private static final Pattern TEXT = Pattern.compile("[^<]++");
  private static final Pattern SKIPPED =
      Pattern.compile("(?i)<!--[^<>\\[\\]$]*?-->|<!doctype[^<>\\[$]*+>");
  private static final Pattern BEGIN = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          SPACE
              + "++([a-zA-Z][a-zA-Z0-9:_-]*+)"
              + ("(?:" + SPACE + "*+=" + SPACE + "*+")
              + "(?:\"([^\"<>]*+)\"|'([^'<>]*+)'|([a-zA-Z0-9#%._+-]++)))?+");
  private static final Pattern END = Pattern.compile(SPACE + "*+/?>");
  private static final Pattern STYLE =
      Pattern.compile("[^<]*+(?=</style>)", Pattern.CASE_INSENSITIVE);

  private final String html;
  private final StrictHtmlHandler parts;
  private final Matcher matcher;
  private int at;

  /** Receives the parts of the HTML in order; names are in lower case. */
  interface StrictHtmlHandler {

    void text(String text);

    /** Called before the whole tag is read. */
    void attribute(String element, String name, String value);

    /**
     * @param attributes the attributes; of a repeated name the first value, as in browsers
     */
    void begin(String element, Map<String, String> attributes);

    void end(String element);

    /** Receives the content of a {@code style} element. */
    void style(String style);

    /**
     * Creates the exception for HTML that programs parse differently.
     *
     * @param at the index of the first such character
     */
    RuntimeException unreadable(int at);
  }

  StrictHtmlReader(String html, StrictHtmlHandler parts) {
    this.html = html;
    this.parts = parts;
    this.matcher = Pattern.compile("").matcher(html).useAnchoringBounds(false);
  }

  void read() {
    while (at < html.length()) {
      if (taken(TEXT)) {
        parts.text(matcher.group());
      } else if (!taken(SKIPPED)) {
        tag();
      }
    }
  }

  private void tag() {
    require(BEGIN);
    boolean opens = matcher.group(1).isEmpty();
    String name = matcher.group(2).toLowerCase(Locale.ROOT);
    Map<String, String> attributes = opens ? attributes(name) : Map.of();
    require(END);
    if (!opens) {
      parts.end(name);
      return;
    }
    parts.begin(name, attributes);
    if (name.equals("style")) {
      require(STYLE);
      parts.style(matcher.group());
    }
  }

  private Map<String, String> attributes(String element) {
    Map<String, String> attributes = new HashMap<>();
    while (taken(ATTRIBUTE)) {
      String name = matcher.group(1).toLowerCase(Locale.ROOT);
      String value = value();
      parts.attribute(element, name, value);
      attributes.putIfAbsent(name, value);
    }
    return attributes;
  }

  private String value() {
    for (int group = 2; group <= 4; group++) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    return "";
  }

  private void require(Pattern pattern) {
    if (!taken(pattern)) {
      throw parts.unreadable(at);
    }
  }

  private boolean taken(Pattern pattern) {
    matcher.usePattern(pattern).region(at, html.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    return true;
  }
}
