package org.lumoauth.authn.pages.own;

import com.helger.css.decl.CSSExpressionMemberTermSimple;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a tenant's style sheet writes colours. */
final class Colours {
  private static final Pattern PLAIN =
      Pattern.compile("#[0-9A-Fa-f]{3,8}|[A-Za-z]{2,24}"); // a word that is no colour does nothing

  private static final Set<String> FUNCTIONS =
      Set.of("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch");
  private static final Set<String> GRADIENTS =
      Set.of(
          "linear-gradient",
          "radial-gradient",
          "conic-gradient",
          "repeating-linear-gradient",
          "repeating-radial-gradient");

  private Colours() {}

  /** A colour: by its name, its numbers, or as a variable of the pages. */
  static List<Term> terms() {
    return List.of(
        value ->
            value instanceof CSSExpressionMemberTermSimple simple
                && PLAIN.matcher(simple.getValue()).matches(),
        Term.function(FUNCTIONS, numbers()),
        variable());
  }

  /** Gradients of colours. */
  static List<Term> gradients() {
    return List.of(
        Term.function(
            GRADIENTS,
            // Sides and shapes are words as colours are.
            Stream.concat(
                    terms().stream(),
                    Stream.of(
                        Term.comma(),
                        Term.measured("deg", -360, 360),
                        Term.measured("turn", -1, 1),
                        Term.measured("%", 0, 100),
                        Term.length(0, 1_000)))
                .toList()));
  }

  private static List<Term> numbers() {
    return List.of(
        Term.number(-360, 360),
        Term.measured("%", 0, 100),
        Term.measured("deg", -360, 360),
        Term.comma(),
        Term.slash());
  }

  /** A variable without a value in its place. */
  private static Term variable() {
    Pattern name = Pattern.compile("--[a-z-]{1,30}");
    return Term.function(
        Set.of("var"),
        List.of(
            value ->
                value instanceof CSSExpressionMemberTermSimple simple
                    && name.matcher(simple.getValue()).matches()));
  }
}
