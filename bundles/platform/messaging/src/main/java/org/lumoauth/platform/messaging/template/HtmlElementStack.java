/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The open elements of a message. They must be closed in order, an {@code a} must not contain
 * another one, and tables contain text only in cells: otherwise mail programs close, move and drop
 * elements in different ways.
 */
final class HtmlElementStack {

  private static final Set<String> VOID =
      Set.of("area", "br", "col", "hr", "img", "meta", "param", "source", "track", "wbr");
  private static final Set<String> CELLS = Set.of("td", "th");
  private static final Set<String> GROUPS = Set.of("table", "tbody", "thead", "tfoot");
  private static final Set<String> WITHIN_TABLES =
      Set.of("tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "col");

  /** Attributes that do not change where and as which element it is shown. */
  private static final Set<String> OF_LOOKS =
      Set.of(
          "align",
          "bgcolor",
          "border",
          "cellpadding",
          "cellspacing",
          "class",
          "color",
          "colspan",
          "dir",
          "face",
          "height",
          "id",
          "lang",
          "role",
          "rowspan",
          "size",
          "style",
          "title",
          "valign",
          "width");

  /** Properties that hide an element or make it inline, and ways to obfuscate them. */
  private static final Pattern MOVES =
      Pattern.compile("display|float|position|visibility|content|\\ball\\b|[\\\\&]|/\\*");

  private final boolean restyled;
  private final Deque<HtmlElement> open = new ArrayDeque<>();
  private boolean link;

  /**
   * An element.
   *
   * @param plain whether it is certainly shown as the element that its name denotes
   */
  record HtmlElement(String name, boolean plain) {}

  HtmlElementStack(String html) {
    String lower = html.toLowerCase(Locale.ROOT);
    int sheet = lower.indexOf("<style");
    this.restyled = sheet >= 0 && MOVES.matcher(lower.substring(sheet)).find();
  }

  /** Opens an element; empty if it is not allowed here. */
  Optional<HtmlElement> open(String name, Map<String, String> attributes) {
    boolean misplaced = isBetweenCells() ? !WITHIN_TABLES.contains(name) : link && name.equals("a");
    if (misplaced) {
      return Optional.empty();
    }
    var element = new HtmlElement(name, shown(attributes) && inPlace(name));
    if (!VOID.contains(name)) {
      open.push(element);
      link |= name.equals("a");
    }
    return Optional.of(element);
  }

  /** Closes the last opened element; empty if that has another name. */
  Optional<HtmlElement> close(String name) {
    if (open.isEmpty() || !open.peek().name().equals(name)) {
      return Optional.empty();
    }
    link &= !name.equals("a");
    return Optional.of(open.pop());
  }

  /** Returns whether the next content is in a table but not in a cell. */
  boolean isBetweenCells() {
    return !open.isEmpty()
        && (GROUPS.contains(open.peek().name())
            || open.peek().name().equals("tr")
            || open.peek().name().equals("colgroup"));
  }

  private boolean shown(Map<String, String> attributes) {
    return !restyled
        && OF_LOOKS.containsAll(attributes.keySet())
        && !MOVES.matcher(attributes.getOrDefault("style", "").toLowerCase(Locale.ROOT)).find();
  }

  /** Mail programs drop table parts outside of a table. */
  private boolean inPlace(String name) {
    if (CELLS.contains(name)) {
      return isIn(Set.of("tr"));
    }
    if (name.equals("tr")) {
      return isIn(GROUPS);
    }
    return !WITHIN_TABLES.contains(name) || isIn(Set.of("table"));
  }

  private boolean isIn(Set<String> parents) {
    return !open.isEmpty() && open.peek().plain() && parents.contains(open.peek().name());
  }
}
