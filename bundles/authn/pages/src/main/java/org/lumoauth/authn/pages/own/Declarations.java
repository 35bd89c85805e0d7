package org.lumoauth.authn.pages.own;

import com.helger.css.decl.CSSDeclaration;
import com.helger.css.decl.ICSSExpressionMember;
import com.helger.css.writer.CSSWriterSettings;
import java.util.List;
import java.util.Locale;

/** Declarations of a tenant's style sheet, if their property and each of their values is let in. */
final class Declarations {

  private Declarations() {}

  /**
   * The declaration as it is served.
   *
   * @throws StyleRefused if it is not let in
   */
  static String written(CSSDeclaration declaration) throws StyleRefused {
    String property = declaration.getProperty().toLowerCase(Locale.ROOT);
    if (declaration.isImportant()) {
      throw new StyleRefused(declaration, "!important is not taken.");
    }
    List<Term> terms =
        Properties.of(property)
            .orElseThrow(
                () -> new StyleRefused(declaration, "the property " + property + " is not taken."));
    for (ICSSExpressionMember value : declaration.getExpression().getAllMembers()) {
      if (terms.stream().noneMatch(term -> term.takes(value))) {
        throw new StyleRefused(
            declaration, "the value " + text(value) + " of " + property + " is not taken.");
      }
    }
    return property + ":" + declaration.getExpressionAsCSSString();
  }

  private static String text(ICSSExpressionMember value) {
    String text = value.getAsCSSString(new CSSWriterSettings(), 0).strip();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
