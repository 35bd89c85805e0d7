/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.ICSSSourceLocationAware;
import com.helger.css.decl.CSSSelector;
import com.helger.css.decl.CSSSelectorAttribute;
import com.helger.css.decl.CSSSelectorMemberNot;
import com.helger.css.decl.CSSSelectorMemberPseudoIs;
import com.helger.css.decl.CSSSelectorMemberPseudoWhere;
import com.helger.css.decl.CSSSelectorSimpleMember;
import com.helger.css.decl.ECSSSelectorCombinator;
import com.helger.css.decl.ICSSSelectorMember;
import com.helger.css.writer.CSSWriterSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Filters the selectors of a tenant's style sheet and excludes the {@link ProtectedSelectors}
 * parts. Other pseudo-elements than the few allowed here would reach into the content of an
 * element: {@code ::first-line} of the card is the first line of a part in it.
 */
final class CssSelectorFilter {
  private static final Pattern NAME = Pattern.compile("[.#]?-?[A-Za-z_][A-Za-z0-9_-]*|\\*");
  private static final Pattern NTH =
      Pattern.compile(
          ":nth-(?:last-)?(?:child|of-type)\\([0-9n+ -]+\\)|:nth-[a-z-]+\\((?:odd|even)\\)");
  private static final Set<String> CLASSES =
      Set.of(
          ":hover",
          ":focus",
          ":focus-visible",
          ":focus-within",
          ":active",
          ":link",
          ":visited",
          ":disabled",
          ":enabled",
          ":checked",
          ":required",
          ":optional",
          ":invalid",
          ":valid",
          ":placeholder-shown",
          ":first-child",
          ":last-child",
          ":only-child",
          ":first-of-type",
          ":last-of-type",
          ":empty");
  private static final Set<String> ELEMENTS = Set.of("::before", "::after", "::placeholder");

  private CssSelectorFilter() {}

  /**
   * Returns the selectors to serve.
   *
   * @throws StyleSheetException if a selector is not allowed
   */
  static String filter(List<CSSSelector> selectors) throws StyleSheetException {
    StringBuilder all = new StringBuilder();
    for (CSSSelector selector : selectors) {
      all.append(all.isEmpty() ? "" : ",\n").append(filter(selector));
    }
    return all.toString();
  }

  private static String filter(CSSSelector selector) throws StyleSheetException {
    StringBuilder whole = new StringBuilder();
    String element = "";
    for (ICSSSelectorMember member : selector.getAllMembers()) {
      if (!element.isEmpty()) {
        throw new StyleSheetException(selector, "nothing may follow " + element + ".");
      }
      String text = text(member);
      if (ELEMENTS.contains(text)) {
        element = text;
      } else {
        check(selector, member, text);
        whole.append(text);
      }
    }
    return whole + ProtectedSelectors.GUARD + element;
  }

  private static void check(ICSSSourceLocationAware where, ICSSSelectorMember member, String text)
      throws StyleSheetException {
    boolean taken =
        member instanceof ECSSSelectorCombinator
            || member instanceof CSSSelectorAttribute attribute
                && attribute.getNamespacePrefix() == null
            || member instanceof CSSSelectorSimpleMember && simple(text);
    if (!taken && !checkInner(where, member)) {
      throw new StyleSheetException(where, text.strip() + " is not allowed in a selector.");
    }
  }

  private static boolean simple(String text) {
    return NAME.matcher(text).matches() || CLASSES.contains(text) || NTH.matcher(text).matches();
  }

  /** Returns whether it is a list of allowed selectors. */
  private static boolean checkInner(ICSSSourceLocationAware where, ICSSSelectorMember member)
      throws StyleSheetException {
    List<CSSSelector> inner;
    if (member instanceof CSSSelectorMemberNot not) {
      inner = not.getAllSelectors();
    } else if (member instanceof CSSSelectorMemberPseudoIs is) {
      inner = is.getAllSelectors();
    } else if (member instanceof CSSSelectorMemberPseudoWhere any) {
      inner = any.getAllSelectors();
    } else {
      return false;
    }
    for (CSSSelector selector : inner) {
      for (ICSSSelectorMember each : selector.getAllMembers()) {
        check(where, each, text(each));
      }
    }
    return true;
  }

  private static String text(ICSSSelectorMember member) {
    String text = member.getAsCSSString(new CSSWriterSettings(), 0);
    return text.startsWith(":") && member instanceof CSSSelectorSimpleMember
        ? text.toLowerCase(Locale.ROOT)
        : text;
  }
}
