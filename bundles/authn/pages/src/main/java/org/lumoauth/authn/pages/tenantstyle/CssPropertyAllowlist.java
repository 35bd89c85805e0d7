/* SPDX-License-Identifier: Apache-2.0 */
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
final class CssPropertyAllowlist {
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

  private static final Map<String, List<CssValueType>> ALL = all();

  private CssPropertyAllowlist() {}

  /** Returns the kinds of values of a property; empty if the property is not allowed. */
  static Optional<List<CssValueType>> of(String property) {
    return Optional.ofNullable(ALL.get(property));
  }

  private static Map<String, List<CssValueType>> all() {
    Map<String, List<CssValueType>> all = new HashMap<>();
    putBoxes(all);
    putText(all);
    return Map.copyOf(all);
  }

  private static void putBoxes(Map<String, List<CssValueType>> all) {
    List<CssValueType> colours = CssColourValueTypes.terms();
    List<CssValueType> space = List.of(CssValueType.length(0, SPACE), radius());
    List<CssValueType> line =
        List.of(CssValueType.length(0, LINE), CssValueType.words("thin", "medium", "thick"));
    List<CssValueType> style =
        List.of(
            CssValueType.words("none", "solid", "dashed", "dotted", "double", "groove", "ridge"));
    List<CssValueType> edge = join(colours, line, style);
    List<CssValueType> shadow =
        List.of(
            CssValueType.length(-SHADOW, SHADOW),
            CssValueType.words("none", "inset"),
            CssValueType.comma());
    put(all, colours, "background-color", "caret-color", "accent-color");
    put(
        all,
        join(colours, CssColourValueTypes.gradients(), backdrop()),
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
      put(all, join(space, List.of(CssValueType.length(0, ROUND), CssValueType.slash())), corner);
    }
  }

  private static void putText(Map<String, List<CssValueType>> all) {
    List<CssValueType> colours = CssColourValueTypes.terms();
    List<CssValueType> underline =
        List.of(
            CssValueType.words("none", "underline", "solid", "dotted", "dashed", "double", "wavy"));
    List<CssValueType> thickness = List.of(CssValueType.length(0, LINE));
    put(all, colours, "color", "text-decoration-color");
    put(all, join(underline, colours, thickness), "text-decoration");
    put(all, underline, "text-decoration-line", "text-decoration-style");
    put(all, thickness, "text-decoration-thickness", "text-underline-offset");
    put(all, List.of(CssValueType.name(), CssValueType.comma()), "font-family");
    put(all, List.of(CssValueType.length(SMALLEST_TEXT, LARGEST_TEXT)), "font-size");
    put(
        all,
        List.of(CssValueType.number(100, 900), CssValueType.words("normal", "bold")),
        "font-weight");
    put(all, List.of(CssValueType.words("normal", "italic", "oblique")), "font-style");
    put(all, List.of(CssValueType.number(1, 2)), "line-height");
    put(
        all,
        List.of(
            CssValueType.length(0, LETTER),
            CssValueType.measured("em", 0, 0.2),
            CssValueType.words("normal")),
        "letter-spacing");
    put(
        all,
        List.of(CssValueType.words("none", "uppercase", "lowercase", "capitalize")),
        "text-transform");
    put(all, List.of(CssValueType.words("start", "end", "left", "right", "center")), "text-align");
  }

  private static List<CssValueType> backdrop() {
    return List.of(
        CssValueType.words(
            "none", "center", "top", "bottom", "left", "right", "cover", "contain", "auto"),
        CssValueType.words(
            "repeat", "no-repeat", "repeat-x", "repeat-y", "space", "round", "fixed"),
        CssValueType.length(0, 1_000),
        CssValueType.measured("%", 0, 100),
        CssValueType.comma(),
        CssValueType.slash());
  }

  /** Returns the allowed radius of corners. */
  private static CssValueType radius() {
    return CssValueType.function(Set.of("var"), List.of(CssValueType.words("--radius")));
  }

  private static void put(
      Map<String, List<CssValueType>> all, List<CssValueType> terms, String... properties) {
    for (String property : properties) {
      all.put(property, terms);
    }
  }

  @SafeVarargs
  private static List<CssValueType> join(List<CssValueType>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }
}
