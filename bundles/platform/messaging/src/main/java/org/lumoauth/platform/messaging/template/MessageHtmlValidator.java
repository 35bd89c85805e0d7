package org.lumoauth.platform.messaging.template;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;

/**
 * What the HTML of an administrator's template may do with the message's link: show it as text, and
 * have it as the whole address of an {@code a}. Whoever writes a tenant's templates is not who may
 * sign in as its people, so nothing may take the link to another host: no image whose address has
 * it, no style sheet that depends on it, no form that sends it.
 *
 * <p>Only HTML that all programs read alike passes, and whose elements close in order.
 */
final class MessageHtmlValidator implements StrictHtmlReader.StrictHtmlHandler {

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

  private final HtmlElementStack open;
  private final HtmlWordScanner words = new HtmlWordScanner();
  private boolean elsewhere;

  private MessageHtmlValidator(String html) {
    this.open = new HtmlElementStack(html);
  }

  /**
   * Checks the HTML of a message with a link.
   *
   * @throws ApiException 422 {@code validation_error} naming {@code body_html}
   */
  static void check(String html) {
    new StrictHtmlReader(html, new MessageHtmlValidator(html)).read();
  }

  @Override
  public void text(String text) {
    if (elsewhere && MessageTemplateValidator.shows(text, MessageTemplateValidator.LINK)) {
      throw refused("shows ${link} as the words of a link that leads elsewhere.");
    }
    if (open.isBetweenCells() && !text.isBlank()) {
      throw misplaced("text");
    }
    if (!words.read(text.replace("&nbsp;", " "))) {
      throw refused(
          "shows ${link} within another address, or right after one: a space before it parts them.");
    }
  }

  @Override
  public void begin(String name, Map<String, String> attributes) {
    requireHarmless(name);
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
  }

  @Override
  public void end(String name) {
    requireHarmless(name);
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

  private static void requireHarmless(String element) {
    if (REFUSED.contains(element)) {
      throw refused("has no <" + element + ">.");
    }
  }

  @Override
  public void attribute(String element, String name, String value) {
    boolean meta = name.equals("http-equiv");
    if (name.startsWith("on")
        || REFUSED_ATTRIBUTES.contains(name)
        || meta && !MEANT_BY_META.contains(value.toLowerCase(Locale.ROOT))) {
      throw refused("has no attribute " + name + ".");
    }
    boolean address = element.equals("a") && name.equals("href") && isLink(value);
    boolean words =
        WORDS.contains(name)
            && !MessageTemplateValidator.shows(value, MessageTemplateValidator.LINK);
    if (value.contains("${") && !address && !words) {
      throw refused(
          "has variables in texts, and ${link} as the whole address of an <a>: not in "
              + name
              + ".");
    }
  }

  /** A selector by an attribute would fetch one address or another, depending on the link. */
  @Override
  public void style(String style) {
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

  @Override
  public ApiException unreadable(int at) {
    return refused(
        "is HTML of whole tags, with values in quotes and comments without markup; it is not at"
            + " character "
            + at
            + ".");
  }

  private ApiException misplaced(String what) {
    return refused(
        open.isBetweenCells()
            ? "has what a table shows in its cells: not " + what + "."
            : "has no <a> in another.");
  }

  private static ApiException refused(String what) {
    return ApiException.invalid("body_html", "body_html " + what);
  }
}
