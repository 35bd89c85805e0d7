package org.lumoauth.platform.messaging.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.web.Problem;

/**
 * What the HTML of an administrator's template may do with the message's link: show it as text, and
 * have it as the whole address of an {@code a}. Whoever writes a tenant's templates is not who may
 * sign in as its people, so nothing may take the link to another host: no image whose address has
 * it, no style sheet that depends on it, no form that sends it.
 *
 * <p>Only HTML that all programs read alike passes: each tag is whole, elements close in order,
 * each value of an attribute is in quotes or plain, and comments have no markup.
 */
final class MessageHtml {

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
  private static final Pattern WHOLE_LINK = Pattern.compile("\\$\\{\\s*link\\s*}");

  /** Elements that send, fetch or run something, or whose text is none for some readers. */
  private static final Set<String> REFUSED =
      Set.of(
          "applet",
          "audio",
          "base",
          "button",
          "embed",
          "form",
          "frame",
          "frameset",
          "iframe",
          "input",
          "link",
          "math",
          "noembed",
          "noframes",
          "noscript",
          "object",
          "option",
          "plaintext",
          "portal",
          "script",
          "select",
          "svg",
          "template",
          "textarea",
          "video",
          "xmp");

  private static final Set<String> REFUSED_ATTRIBUTES =
      Set.of("action", "formaction", "ping", "srcdoc");
  private static final Set<String> MEANT_BY_META = Set.of("content-type", "x-ua-compatible");

  /** Attributes that are read, and lead nowhere. */
  private static final Set<String> WORDS = Set.of("alt", "title", "aria-label", "lang");

  /** Elements within a line: text on both sides of their tags is one word. */
  private static final Set<String> IN_LINE =
      Set.of(
          "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "kbd", "mark", "s",
          "small", "span", "strong", "sub", "sup", "tt", "u", "wbr");

  /** Elements that begin a line where they begin. */
  private static final Set<String> BEGIN_A_LINE =
      Set.of(
          "blockquote",
          "br",
          "center",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "li",
          "ol",
          "p",
          "td",
          "th",
          "ul");

  /** Elements behind which a line begins, in whatever they are. */
  private static final Set<String> END_A_LINE = Set.of("div", "p", "table", "td", "th");

  private final String html;
  private final Matcher matcher;
  private final OpenElements open;
  private final ReadWords words = new ReadWords();
  private boolean elsewhere;
  private int at;

  private MessageHtml(String html) {
    this.html = html;
    this.open = new OpenElements(html);
    this.matcher = Pattern.compile("").matcher(html).useAnchoringBounds(false);
  }

  /**
   * Checks the HTML of a message with a link.
   *
   * @throws Problem 422 {@code validation_error} naming {@code body_html}
   */
  static void check(String html) {
    new MessageHtml(html).check();
  }

  private void check() {
    while (at < html.length()) {
      if (taken(TEXT)) {
        text(matcher.group());
      } else if (!taken(SKIPPED)) {
        tag();
      }
    }
  }

  private void text(String text) {
    if (elsewhere && TemplateRules.shows(text, TemplateRules.LINK)) {
      throw refused("shows ${link} as the words of a link that leads elsewhere.");
    }
    if (open.betweenCells() && !text.isBlank()) {
      throw misplaced("text");
    }
    if (!words.read(text.replace("&nbsp;", " "))) {
      throw refused(
          "shows ${link} within another address, or right after one: a space before it parts them.");
    }
  }

  private void tag() {
    if (!taken(BEGIN)) {
      throw unreadable();
    }
    boolean opens = matcher.group(1).isEmpty();
    String name = matcher.group(2).toLowerCase(Locale.ROOT);
    Map<String, String> attributes = opens ? attributes(name) : Map.of();
    if (!taken(END)) {
      throw unreadable();
    }
    if (REFUSED.contains(name)) {
      throw refused("has no <" + name + ">.");
    }
    if (opens) {
      begin(name, attributes);
    } else {
      end(name);
    }
  }

  private void begin(String name, Map<String, String> attributes) {
    var element = open.open(name, attributes).orElseThrow(() -> misplaced("<" + name + ">"));
    boolean toLink = name.equals("a") && isLink(attributes.getOrDefault("href", ""));
    if (name.equals("a")) {
      elsewhere = attributes.containsKey("href") && !toLink;
    }
    if (toLink || element.plain() && BEGIN_A_LINE.contains(name)) {
      words.endLine();
    } else if (!IN_LINE.contains(name)) {
      words.join();
    }
    if (name.equals("style")) {
      style();
    }
  }

  private void end(String name) {
    var element =
        open.close(name)
            .orElseThrow(
                () -> refused("has elements that close in order: </" + name + "> does not."));
    elsewhere &= !name.equals("a");
    if (element.plain() && END_A_LINE.contains(name)) {
      words.endLine();
    } else if (!element.plain() || !IN_LINE.contains(name)) {
      words.join();
    }
  }

  private Map<String, String> attributes(String element) {
    Map<String, String> attributes = new HashMap<>();
    while (taken(ATTRIBUTE)) {
      String name = matcher.group(1).toLowerCase(Locale.ROOT);
      String value = value();
      boolean meta = name.equals("http-equiv");
      if (name.startsWith("on")
          || REFUSED_ATTRIBUTES.contains(name)
          || meta && !MEANT_BY_META.contains(value.toLowerCase(Locale.ROOT))) {
        throw refused("has no attribute " + name + ".");
      }
      boolean address = element.equals("a") && name.equals("href") && isLink(value);
      boolean words = WORDS.contains(name) && !TemplateRules.shows(value, TemplateRules.LINK);
      if (value.contains("${") && !address && !words) {
        throw refused(
            "has variables in texts, and ${link} as the whole address of an <a>: not in "
                + name
                + ".");
      }
      attributes.putIfAbsent(name, value); // of two the first counts, for readers too
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

  /** A selector by an attribute would fetch one address or another, depending on the link. */
  private void style() {
    if (!taken(STYLE)) {
      throw unreadable();
    }
    String style = matcher.group();
    if (style.contains("[")
        || style.contains("\\")
        || style.contains("${")
        || style.toLowerCase(Locale.ROOT).contains("@import")) {
      throw refused("has a style sheet without variables, escapes, @import and [attributes].");
    }
  }

  private static boolean isLink(String value) {
    return WHOLE_LINK.matcher(value.strip()).matches();
  }

  private boolean taken(Pattern pattern) {
    matcher.usePattern(pattern).region(at, html.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    return true;
  }

  private Problem unreadable() {
    return refused(
        "is HTML of whole tags, with values in quotes and comments without markup; it is not at"
            + " character "
            + at
            + ".");
  }

  private Problem misplaced(String what) {
    return refused(
        open.betweenCells()
            ? "has what a table shows in its cells: not " + what + "."
            : "has no <a> in another.");
  }

  private static Problem refused(String what) {
    return Problem.invalid("body_html", "body_html " + what);
  }
}
