/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.ICSSSourceLocationAware;
import com.helger.css.decl.CSSMediaRule;
import com.helger.css.decl.CSSStyleRule;
import com.helger.css.decl.CascadingStyleSheet;
import com.helger.css.decl.ICSSTopLevelRule;
import java.util.Locale;
import java.util.Optional;

/**
 * A tenant's style sheet, regenerated from its parsed content. It can change colours and spacing:
 * it loads nothing, adds no text, hides and moves nothing, and does not apply to the {@link
 * ProtectedSelectors} parts.
 */
public final class TenantStylesheet {

  /** The maximum number of bytes. */
  public static final int MOST = CssTextValidator.MAX_BYTES;

  /**
   * Each is served with the exclusion of the protected parts, which is longer than most selectors.
   */
  private static final int MAX_SELECTORS = 1_000;

  private int selectors;
  private final StringBuilder css = new StringBuilder(ProtectedSelectors.RULES);

  private TenantStylesheet() {}

  /**
   * Parses a style sheet.
   *
   * @throws StyleSheetException if it contains something that is not allowed
   */
  public static TenantStylesheet read(String source) throws StyleSheetException {
    CascadingStyleSheet parsed = CssParser.parse(source);
    if (parsed.hasImportRules()) {
      throw new StyleSheetException(parsed.getImportRuleAtIndex(0), "@import is not allowed.");
    }
    if (parsed.hasNamespaceRules()) {
      throw new StyleSheetException(
          parsed.getNamespaceRuleAtIndex(0), "@namespace is not allowed.");
    }
    TenantStylesheet sheet = new TenantStylesheet();
    for (ICSSTopLevelRule rule : parsed.getAllRules()) {
      sheet.add(rule);
    }
    return sheet;
  }

  /**
   * Returns a sentence about the first part of a style sheet that is not allowed, with its line and
   * column; empty if all is allowed.
   */
  public static Optional<String> objection(String source) {
    try {
      read(source);
      return Optional.empty();
    } catch (StyleSheetException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Returns the text to serve. */
  public String css() {
    return css.toString();
  }

  private void add(ICSSTopLevelRule rule) throws StyleSheetException {
    if (!(rule instanceof CSSMediaRule media)) {
      addStyle(rule);
      return;
    }
    css.append("@media ").append(CssMediaQueryFilter.filter(media)).append("{\n");
    for (ICSSTopLevelRule inner : media.getAllRules()) {
      addStyle(inner);
    }
    css.append("}\n");
  }

  private void addStyle(ICSSTopLevelRule rule) throws StyleSheetException {
    if (!(rule instanceof CSSStyleRule style)) {
      throw new StyleSheetException(
          (ICSSSourceLocationAware) rule,
          name(rule) + " is not allowed. Only style rules and @media are allowed.");
    }
    selectors += style.getSelectorCount();
    if (selectors > MAX_SELECTORS) {
      throw new StyleSheetException(
          style, "a style sheet must have at most " + MAX_SELECTORS + " selectors.");
    }
    css.append(CssSelectorFilter.filter(style.getAllSelectors())).append('{');
    for (var declaration : style.getAllDeclarations()) {
      css.append(CssDeclarationFilter.filter(declaration)).append(';');
    }
    css.append("}\n");
  }

  /** Returns {@code @keyframes} for {@code CSSKeyframesRule}. */
  private static String name(ICSSTopLevelRule rule) {
    String type = rule.getClass().getSimpleName().replaceAll("^CSS|Rule$", "");
    return type.equals("Unknown")
        ? "this at-rule"
        : "@" + type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
