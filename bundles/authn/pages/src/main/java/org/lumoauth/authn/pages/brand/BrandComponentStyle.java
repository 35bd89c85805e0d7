/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The shapes and the layout of the parts of a page.
 *
 * @param buttons the style of buttons
 * @param card the style of the card with the content
 * @param layout the position of the card, and of a panel if any
 * @param backdrop the background
 * @param panel the content of the panel
 * @param buttonText replaces the text of the sign-in button
 * @param nameBelow whether the first page shows the tenant's name below its heading
 */
record BrandComponentStyle(
    ButtonShape buttons,
    CardShape card,
    CardLayout layout,
    PageBackground backdrop,
    SplitPanel panel,
    Optional<String> buttonText,
    boolean nameBelow) {

  /** The styles of buttons. */
  enum ButtonShape {
    FILLED,
    OUTLINE,
    PILL
  }

  /** The styles of the card. */
  enum CardShape {
    CARD,
    FLAT,
    GLASS
  }

  /**
   * The positions of the card. The panel is on the named side, or on the opposite side for
   * right-to-left languages.
   */
  enum CardLayout {
    CENTERED,
    SPLIT_LEFT,
    SPLIT_RIGHT
  }

  /**
   * The panel of a split page.
   *
   * @param title the heading; the tenant's name if empty
   * @param imageUrl an image that fills the panel, an https URL
   */
  record SplitPanel(Optional<String> title, Optional<String> subtitle, Optional<String> imageUrl) {}

  /** Returns whether narrow pages have a panel. */
  boolean split() {
    return layout != CardLayout.CENTERED;
  }

  /** Returns the CSS classes of the shape. */
  String classes() {
    List<String> classes = new ArrayList<>();
    classes.add("buttons-" + name(buttons));
    classes.add("card-" + name(card));
    if (backdrop.pictured()) {
      classes.add("pictured");
    }
    return String.join(" ", classes);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
