package org.lumoauth.authn.pages.tenantstyle;

/**
 * The parts of pages that are ours whatever a tenant's style sheet says: the whole card of a page
 * on which somebody decides, and elsewhere who asks, who is signed in, and what went wrong.
 */
final class ProtectedSelectors {

  /** The parts. A page's card has the class {@code fixed} unless its template gives it away. */
  private static final String PARTS =
      ".fixed,.lead,.alert,.wrong,.origin,.who,.pair,.scopes,.facts,.notes,.usercode,.records";

  /** What contains the parts: a column that is narrowed or a root whose text shrinks hides them. */
  private static final String AROUND = ":root,.frame,.middle";

  /**
   * Behind every selector of a tenant's: no such part, nothing inside of one. It weighs nothing, so
   * that selectors win over each other as the tenant wrote them.
   */
  static final String GUARD =
      ":not(:where(" + AROUND + "," + PARTS + "," + PARTS.replace(",", " *,") + " *))";

  /**
   * What the parts would inherit from what is around them is said again, and nothing that is
   * painted around them lies on them. All of it weighs nothing: the pages' own rules for the parts
   * win.
   */
  static final String RULES =
      ":where("
          + PARTS
          + "){position:relative;z-index:1;background-color:var(--surface);color:var(--ink);"
          + "font:400 1rem/var(--leading) var(--font);letter-spacing:normal;text-align:start;"
          + "text-transform:none;text-underline-offset:auto;accent-color:auto;caret-color:auto;}\n"
          + ".card.fixed{background:var(--surface);}\n"
          + "@media (max-width:32rem){.card.fixed{box-shadow:0 0 0 1rem var(--surface);}}\n";

  private ProtectedSelectors() {}
}
