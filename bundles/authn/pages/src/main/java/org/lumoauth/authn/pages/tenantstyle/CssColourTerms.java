package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.decl.CSSExpressionMemberTermSimple;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The colour values in a tenant's style sheet. */
final class CssColourTerms {
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

  private CssColourTerms() {}

  /** Returns the forms of a colour: a name, numbers, or a variable of the pages. */
  static List<CssTerm> terms() {
    return List.of(
        value ->
            value instanceof CSSExpressionMemberTermSimple simple
                && PLAIN.matcher(simple.getValue()).matches(),
        CssTerm.function(FUNCTIONS, numbers()),
        variable());
  }

  /** Returns the forms of gradients. */
  static List<CssTerm> gradients() {
    return List.of(
        CssTerm.function(
            GRADIENTS,
            // Words for sides and shapes are syntactically like colours.
            Stream.concat(
                    terms().stream(),
                    Stream.of(
                        CssTerm.comma(),
                        CssTerm.measured("deg", -360, 360),
                        CssTerm.measured("turn", -1, 1),
                        CssTerm.measured("%", 0, 100),
                        CssTerm.length(0, 1_000)))
                .toList()));
  }

  private static List<CssTerm> numbers() {
    return List.of(
        CssTerm.number(-360, 360),
        CssTerm.measured("%", 0, 100),
        CssTerm.measured("deg", -360, 360),
        CssTerm.comma(),
        CssTerm.slash());
  }

  /** Returns a variable without a fallback value. */
  private static CssTerm variable() {
    Pattern name = Pattern.compile("--[a-z-]{1,30}");
    return CssTerm.function(
        Set.of("var"),
        List.of(
            value ->
                value instanceof CSSExpressionMemberTermSimple simple
                    && name.matcher(simple.getValue()).matches()));
  }
}
