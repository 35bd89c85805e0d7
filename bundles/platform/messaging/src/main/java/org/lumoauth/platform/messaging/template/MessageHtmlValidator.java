/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;

/**
 * Validates the HTML of an administrator's template with a message link: it may show the link as
 * text, and use it as the complete address of an {@code a}. An administrator of templates must not
 * be able to sign in as the tenant's users, so no content may send the link to another host: no
 * image URL with the link, no style sheet that depends on it, no form that submits it.
 *
 * <p>Only HTML that all mail programs parse the same way is accepted, and elements must be closed
 * in order.
 */
final class MessageHtmlValidator implements StrictHtmlReader.StrictHtmlHandler {

  private static final Pattern WHOLE_LINK = Pattern.compile("\\$\\{\\s*link\\s*}");

  /** Elements that send, fetch or run content, or with text that some programs do not show. */
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

  /** Attributes with text that is read but not followed. */
  private static final Set<String> WORDS = Set.of("alt", "title", "aria-label", "lang");

  /** Inline elements: text on both sides of their tags is one word. */
  private static final Set<String> IN_LINE =
      Set.of(
          "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "kbd", "mark", "s",
          "small", "span", "strong", "sub", "sup", "tt", "u", "wbr");

  /** Elements that start a new line at their start tag. */
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

  /** Elements that start a new line at their end tag, in any parent. */
  private static final Set<String> END_A_LINE = Set.of("div", "p", "table", "td", "th");

  private final HtmlElementStack open;
  private final HtmlLinkPlacementChecker words = new HtmlLinkPlacementChecker();
  private boolean elsewhere;

  private MessageHtmlValidator(String html) {
    this.open = new HtmlElementStack(html);
  }

  /**
   * Validates the HTML of a message with a link.
   *
   * @throws ApiException 422 {@code validation_error} naming {@code body_html}
   */
  static void check(String html) {
    new StrictHtmlReader(html, new MessageHtmlValidator(html)).read();
  }

  @Override
  public void text(String text) {
    if (elsewhere && MessageTemplateValidator.shows(text, MessageTemplateValidator.LINK)) {
      throw refused("must not show ${link} as the text of a link with another address.");
    }
    if (open.isBetweenCells() && !text.isBlank()) {
      throw misplaced("text");
    }
    if (!words.read(text.replace("&nbsp;", " "))) {
      throw refused(
          "must not contain ${link} inside or directly after another URL; separate "
              + "them with a space.");
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
                () -> refused("must close its elements in order: </" + name + "> does not match."));
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
      throw refused("must not contain the attribute " + name + ".");
    }
    boolean address = element.equals("a") && name.equals("href") && isLink(value);
    boolean words =
        WORDS.contains(name)
            && !MessageTemplateValidator.shows(value, MessageTemplateValidator.LINK);
    if (value.contains("${") && !address && !words) {
      throw refused(
          "may contain variables only in text, and ${link} also as the complete "
              + "address of an <a>; not in "
              + name
              + ".");
    }
  }

  /** An attribute selector could fetch different URLs depending on the link. */
  @Override
  public void style(String style) {
    if (style.contains("[")
        || style.contains("\\")
        || style.contains("${")
        || style.toLowerCase(Locale.ROOT).contains("@import")) {
      throw refused(
          "must not contain variables, escapes, @import or [attribute] selectors in "
              + "a style sheet.");
    }
  }

  private static boolean isLink(String value) {
    return WHOLE_LINK.matcher(value.strip()).matches();
  }

  @Override
  public ApiException unreadable(int at) {
    return refused(
        "must have complete tags, quoted values and comments without markup; "
            + "invalid at"
            + " character "
            + at
            + ".");
  }

  private ApiException misplaced(String what) {
    return refused(
        open.isBetweenCells()
            ? "must have table content only in cells: not " + what + "."
            : "must not contain an <a> within another.");
  }

  private static ApiException refused(String what) {
    return ApiException.invalid("body_html", "body_html " + what);
  }
}
