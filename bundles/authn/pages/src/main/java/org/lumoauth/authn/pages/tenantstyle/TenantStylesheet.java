package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.ICSSSourceLocationAware;
import com.helger.css.decl.CSSMediaRule;
import com.helger.css.decl.CSSStyleRule;
import com.helger.css.decl.CascadingStyleSheet;
import com.helger.css.decl.ICSSTopLevelRule;
import java.util.Locale;
import java.util.Optional;

/**
 * A tenant's style sheet, written anew from what was understood of it. It can colour and space what
 * is on a page: it fetches nothing, adds no words, hides and moves nothing, and reaches none of the
 * {@link ProtectedSelectors} parts.
 */
public final class TenantStylesheet {

  /** How many bytes one has at most. */
  public static final int MOST = CssTextCheck.MAX_BYTES;

  /** Each is written with what keeps it from the fixed parts, which is longer than most are. */
  private static final int MAX_SELECTORS = 1_000;

  private int selectors;
  private final StringBuilder css = new StringBuilder(ProtectedSelectors.RULES);

  private TenantStylesheet() {}

  /**
   * Reads a style sheet.
   *
   * @throws StyleSheetException if anything in it is not let in
   */
  public static TenantStylesheet read(String source) throws StyleSheetException {
    CascadingStyleSheet parsed = CssParser.parse(source);
    if (parsed.hasImportRules()) {
      throw new StyleSheetException(parsed.getImportRuleAtIndex(0), "@import is not taken.");
    }
    if (parsed.hasNamespaceRules()) {
      throw new StyleSheetException(parsed.getNamespaceRuleAtIndex(0), "@namespace is not taken.");
    }
    TenantStylesheet sheet = new TenantStylesheet();
    for (ICSSTopLevelRule rule : parsed.getAllRules()) {
      sheet.add(rule);
    }
    return sheet;
  }

  /** What is not let in of a style sheet, with its line and column; empty if all of it is. */
  public static Optional<String> objection(String source) {
    try {
      read(source);
      return Optional.empty();
    } catch (StyleSheetException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The text that is served. */
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
          name(rule) + " is not taken; style rules and @media are.");
    }
    selectors += style.getSelectorCount();
    if (selectors > MAX_SELECTORS) {
      throw new StyleSheetException(
          style, "a style sheet has at most " + MAX_SELECTORS + " selectors.");
    }
    css.append(CssSelectorFilter.filter(style.getAllSelectors())).append('{');
    for (var declaration : style.getAllDeclarations()) {
      css.append(CssDeclarationFilter.filter(declaration)).append(';');
    }
    css.append("}\n");
  }

  /** {@code @keyframes} for {@code CSSKeyframesRule}. */
  private static String name(ICSSTopLevelRule rule) {
    String type = rule.getClass().getSimpleName().replaceAll("^CSS|Rule$", "");
    return type.equals("Unknown")
        ? "this at-rule"
        : "@" + type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
