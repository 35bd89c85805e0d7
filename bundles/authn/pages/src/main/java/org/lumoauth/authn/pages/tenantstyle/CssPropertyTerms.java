package org.lumoauth.authn.pages.tenantstyle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The properties that a tenant's style sheet can set, with their values. They cannot hide, move or
 * cover elements, load resources, add text, or make text unreadably small.
 */
final class CssPropertyTerms {
  /** In pixels: a phone has this much space on each side. */
  private static final double SPACE = 32;

  private static final double LINE = 8;
  private static final double SHADOW = 48;
  private static final double ROUND = 64;
  private static final double LETTER = 4;
  private static final double SMALLEST_TEXT = 12;
  private static final double LARGEST_TEXT = 48;

  private static final List<String> SIDES =
      List.of(
          "",
          "-top",
          "-right",
          "-bottom",
          "-left",
          "-block",
          "-inline",
          "-block-start",
          "-block-end",
          "-inline-start",
          "-inline-end");
  private static final List<String> EDGES =
      Stream.concat(SIDES.stream().map(side -> "border" + side), Stream.of("outline")).toList();
  private static final List<String> CORNERS =
      Stream.of(
              "",
              "-top-left",
              "-top-right",
              "-bottom-left",
              "-bottom-right",
              "-start-start",
              "-start-end",
              "-end-start",
              "-end-end")
          .map(corner -> "border" + corner + "-radius")
          .toList();

  private static final Map<String, List<CssTerm>> ALL = all();

  private CssPropertyTerms() {}

  /** Returns the kinds of values of a property; empty if the property is not allowed. */
  static Optional<List<CssTerm>> of(String property) {
    return Optional.ofNullable(ALL.get(property));
  }

  private static Map<String, List<CssTerm>> all() {
    Map<String, List<CssTerm>> all = new HashMap<>();
    putBoxes(all);
    putText(all);
    return Map.copyOf(all);
  }

  private static void putBoxes(Map<String, List<CssTerm>> all) {
    List<CssTerm> colours = CssColourTerms.terms();
    List<CssTerm> space = List.of(CssTerm.length(0, SPACE), radius());
    List<CssTerm> line = List.of(CssTerm.length(0, LINE), CssTerm.words("thin", "medium", "thick"));
    List<CssTerm> style =
        List.of(CssTerm.words("none", "solid", "dashed", "dotted", "double", "groove", "ridge"));
    List<CssTerm> edge = join(colours, line, style);
    List<CssTerm> shadow =
        List.of(CssTerm.length(-SHADOW, SHADOW), CssTerm.words("none", "inset"), CssTerm.comma());
    put(all, colours, "background-color", "caret-color", "accent-color");
    put(
        all,
        join(colours, CssColourTerms.gradients(), backdrop()),
        "background",
        "background-image");
    put(all, backdrop(), "background-size", "background-position", "background-repeat");
    put(all, join(colours, shadow), "box-shadow");
    put(all, space, "gap", "row-gap", "column-gap", "outline-offset");
    put(all, edge, "outline");
    for (String side : SIDES) {
      put(all, space, "padding" + side, "margin" + side);
      put(all, edge, "border" + side);
    }
    for (String part : EDGES) {
      put(all, colours, part + "-color");
      put(all, line, part + "-width");
      put(all, style, part + "-style");
    }
    for (String corner : CORNERS) {
      put(all, join(space, List.of(CssTerm.length(0, ROUND), CssTerm.slash())), corner);
    }
  }

  private static void putText(Map<String, List<CssTerm>> all) {
    List<CssTerm> colours = CssColourTerms.terms();
    List<CssTerm> underline =
        List.of(CssTerm.words("none", "underline", "solid", "dotted", "dashed", "double", "wavy"));
    List<CssTerm> thickness = List.of(CssTerm.length(0, LINE));
    put(all, colours, "color", "text-decoration-color");
    put(all, join(underline, colours, thickness), "text-decoration");
    put(all, underline, "text-decoration-line", "text-decoration-style");
    put(all, thickness, "text-decoration-thickness", "text-underline-offset");
    put(all, List.of(CssTerm.name(), CssTerm.comma()), "font-family");
    put(all, List.of(CssTerm.length(SMALLEST_TEXT, LARGEST_TEXT)), "font-size");
    put(all, List.of(CssTerm.number(100, 900), CssTerm.words("normal", "bold")), "font-weight");
    put(all, List.of(CssTerm.words("normal", "italic", "oblique")), "font-style");
    put(all, List.of(CssTerm.number(1, 2)), "line-height");
    put(
        all,
        List.of(CssTerm.length(0, LETTER), CssTerm.measured("em", 0, 0.2), CssTerm.words("normal")),
        "letter-spacing");
    put(
        all,
        List.of(CssTerm.words("none", "uppercase", "lowercase", "capitalize")),
        "text-transform");
    put(all, List.of(CssTerm.words("start", "end", "left", "right", "center")), "text-align");
  }

  private static List<CssTerm> backdrop() {
    return List.of(
        CssTerm.words(
            "none", "center", "top", "bottom", "left", "right", "cover", "contain", "auto"),
        CssTerm.words("repeat", "no-repeat", "repeat-x", "repeat-y", "space", "round", "fixed"),
        CssTerm.length(0, 1_000),
        CssTerm.measured("%", 0, 100),
        CssTerm.comma(),
        CssTerm.slash());
  }

  /** Returns the allowed radius of corners. */
  private static CssTerm radius() {
    return CssTerm.function(Set.of("var"), List.of(CssTerm.words("--radius")));
  }

  private static void put(
      Map<String, List<CssTerm>> all, List<CssTerm> terms, String... properties) {
    for (String property : properties) {
      all.put(property, terms);
    }
  }

  @SafeVarargs
  private static List<CssTerm> join(List<CssTerm>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }
}
