/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.decl.CSSExpressionMemberTermSimple;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The colour values in a tenant's style sheet. */
final class CssColourValueTypes {
  private static final Pattern PLAIN =
      Pattern.compile("#[0-9A-Fa-f]{3,8}|[A-Za-z]{2,24}"); // An unknown word has no effect.

  private static final Set<String> FUNCTIONS =
      Set.of("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch");
  private static final Set<String> GRADIENTS =
      Set.of(
          "linear-gradient",
          "radial-gradient",
          "conic-gradient",
          "repeating-linear-gradient",
          "repeating-radial-gradient");

  private CssColourValueTypes() {}

  /** Returns the forms of a colour: a name, numbers, or a variable of the pages. */
  static List<CssValueType> terms() {
    return List.of(
        value ->
            value instanceof CSSExpressionMemberTermSimple simple
                && PLAIN.matcher(simple.getValue()).matches(),
        CssValueType.function(FUNCTIONS, numbers()),
        variable());
  }

  /** Returns the forms of gradients. */
  static List<CssValueType> gradients() {
    return List.of(
        CssValueType.function(
            GRADIENTS,
            // Words for sides and shapes are syntactically like colours.
            Stream.concat(
                    terms().stream(),
                    Stream.of(
                        CssValueType.comma(),
                        CssValueType.measured("deg", -360, 360),
                        CssValueType.measured("turn", -1, 1),
                        CssValueType.measured("%", 0, 100),
                        CssValueType.length(0, 1_000)))
                .toList()));
  }

  private static List<CssValueType> numbers() {
    return List.of(
        CssValueType.number(-360, 360),
        CssValueType.measured("%", 0, 100),
        CssValueType.measured("deg", -360, 360),
        CssValueType.comma(),
        CssValueType.slash());
  }

  /** Returns a variable without a fallback value. */
  private static CssValueType variable() {
    Pattern name = Pattern.compile("--[a-z-]{1,30}");
    return CssValueType.function(
        Set.of("var"),
        List.of(
            value ->
                value instanceof CSSExpressionMemberTermSimple simple
                    && name.matcher(simple.getValue()).matches()));
  }
}
