/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.decl.CSSMediaExpression;
import com.helger.css.decl.CSSMediaQuery;
import com.helger.css.decl.CSSMediaRule;
import com.helger.css.writer.CSSWriterSettings;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Filters the media queries of a tenant's style sheet. */
final class CssMediaQueryFilter {
  private static final Set<String> MEDIA = Set.of("all", "screen", "print");
  private static final Set<String> FEATURES =
      Set.of(
          "width",
          "min-width",
          "max-width",
          "height",
          "min-height",
          "max-height",
          "orientation",
          "hover",
          "pointer",
          "prefers-color-scheme",
          "prefers-contrast",
          "prefers-reduced-motion",
          "forced-colors");
  private static final Pattern VALUE =
      Pattern.compile("[a-z-]{1,20}|[0-9]{1,5}(?:\\.[0-9]{1,4})?(?:px|em|rem)?");

  private CssMediaQueryFilter() {}

  /**
   * Returns the queries to serve.
   *
   * @throws StyleSheetException if a query is not allowed
   */
  static String filter(CSSMediaRule rule) throws StyleSheetException {
    StringJoiner all = new StringJoiner(",");
    for (CSSMediaQuery query : rule.getAllMediaQueries()) {
      String medium = query.getMedium();
      if (medium != null && !MEDIA.contains(medium.toLowerCase(Locale.ROOT))) {
        throw new StyleSheetException(query, "the medium " + medium + " is not allowed.");
      }
      for (CSSMediaExpression condition : query.getAllMediaExpressions()) {
        check(condition);
      }
      all.add(query.getAsCSSString(new CSSWriterSettings(), 0));
    }
    return all.toString();
  }

  private static void check(CSSMediaExpression condition) throws StyleSheetException {
    boolean known = FEATURES.contains(condition.getFeature().toLowerCase(Locale.ROOT));
    String value =
        condition.getValue() == null
            ? ""
            : condition.getValue().getAsCSSString(new CSSWriterSettings(), 0);
    if (!known || !(value.isEmpty() || VALUE.matcher(value).matches())) {
      throw new StyleSheetException(
          condition, "the condition " + condition.getFeature() + " is not allowed in this form.");
    }
  }
}
