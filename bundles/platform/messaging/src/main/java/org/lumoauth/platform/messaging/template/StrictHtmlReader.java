package org.lumoauth.platform.messaging.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HTML that all programs read alike: each tag is whole, each value of an attribute is in
 * quotes or plain, and comments have no markup.
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

  /** What is told of the parts of the HTML, in their order; names are in lower case. */
  interface StrictHtmlHandler {

    void text(String text);

    /** Before the whole tag is read. */
    void attribute(String element, String name, String value);

    /**
     * @param attributes of two of a name the first counts, as for those who show it
     */
    void begin(String element, Map<String, String> attributes);

    void end(String element);

    /** What is in a {@code style}. */
    void style(String style);

    /**
     * What refuses HTML that is not read alike by all.
     *
     * @param at the character from which it is not
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
