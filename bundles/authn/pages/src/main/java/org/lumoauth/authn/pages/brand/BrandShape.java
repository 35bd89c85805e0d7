package org.lumoauth.authn.pages.brand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the parts of a page are shaped and where they stand.
 *
 * @param buttons how buttons look
 * @param card how the card with the content looks
 * @param layout whether a panel stands beside it
 * @param backdrop what lies behind
 * @param panel what the panel says
 * @param buttonText on the button that signs in, in the place of ours
 * @param nameBelow whether the first page says the tenant's name below its heading
 */
record BrandShape(
    ButtonShape buttons,
    CardShape card,
    CardLayout layout,
    PageBackground backdrop,
    SplitPanel panel,
    Optional<String> buttonText,
    boolean nameBelow) {

  /** How buttons look. */
  enum ButtonShape {
    FILLED,
    OUTLINE,
    PILL
  }

  /** How the card looks. */
  enum CardShape {
    CARD,
    FLAT,
    GLASS
  }

  /**
   * Where the card stands; the panel is at the side that is named, or the other way round where
   * people read from right to left.
   */
  enum CardLayout {
    CENTERED,
    SPLIT_LEFT,
    SPLIT_RIGHT
  }

  /**
   * The panel of a split page.
   *
   * @param title empty: the tenant's name
   * @param imageUrl a picture that fills it, an https URL
   */
  record SplitPanel(Optional<String> title, Optional<String> subtitle, Optional<String> imageUrl) {}

  /** Whether a panel stands beside narrow pages. */
  boolean split() {
    return layout != CardLayout.CENTERED;
  }

  /** Classes by which the stylesheet knows it. */
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
