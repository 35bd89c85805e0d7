/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.decl.CSSDeclaration;
import com.helger.css.decl.ICSSExpressionMember;
import com.helger.css.writer.CSSWriterSettings;
import java.util.List;
import java.util.Locale;

/** Filters the declarations of a tenant's style sheet by allowed properties and values. */
final class CssDeclarationFilter {

  private CssDeclarationFilter() {}

  /**
   * Returns the declaration to serve.
   *
   * @throws StyleSheetException if it is not allowed
   */
  static String filter(CSSDeclaration declaration) throws StyleSheetException {
    String property = declaration.getProperty().toLowerCase(Locale.ROOT);
    if (declaration.isImportant()) {
      throw new StyleSheetException(declaration, "!important is not allowed.");
    }
    List<CssValueType> terms =
        CssPropertyAllowlist.of(property)
            .orElseThrow(
                () ->
                    new StyleSheetException(
                        declaration, "the property " + property + " is not allowed."));
    for (ICSSExpressionMember value : declaration.getExpression().getAllMembers()) {
      if (terms.stream().noneMatch(term -> term.isAccepted(value))) {
        throw new StyleSheetException(
            declaration, "the value " + text(value) + " of " + property + " is not allowed.");
      }
    }
    return property + ":" + declaration.getExpressionAsCSSString();
  }

  private static String text(ICSSExpressionMember value) {
    String text = value.getAsCSSString(new CSSWriterSettings(), 0).strip();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
