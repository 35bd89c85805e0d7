/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

/**
 * The parts of pages that a tenant's style sheet cannot change: the whole card of a page with a
 * decision, and on other pages the requester, the signed-in user, and errors.
 */
final class ProtectedSelectors {

  /** The parts. A page's card has the class {@code fixed} unless its template disables it. */
  private static final String PARTS =
      ".fixed,.lead,.alert,.wrong,.origin,.who,.pair,.scopes,.facts,.notes,.usercode,.records";

  /**
   * The elements around the parts: narrowing a column or shrinking the root's text would hide them.
   */
  private static final String AROUND = ":root,.frame,.middle";

  /**
   * Appended to every selector of a tenant: excludes the parts and their content. It has no
   * specificity, so that the tenant's selectors keep their relative order.
   */
  static final String GUARD =
      ":not(:where(" + AROUND + "," + PARTS + "," + PARTS.replace(",", " *,") + " *))";

  /**
   * Resets the properties that the parts would inherit, and prevents decorations of surrounding
   * elements from covering them. Has no specificity: the pages' own rules for the parts take
   * precedence.
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
