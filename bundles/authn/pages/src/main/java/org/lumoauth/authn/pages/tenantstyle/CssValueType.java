/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import com.helger.css.decl.CSSExpressionMemberFunction;
import com.helger.css.decl.CSSExpressionMemberTermSimple;
import com.helger.css.decl.ECSSExpressionOperator;
import com.helger.css.decl.ICSSExpressionMember;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A kind of value of a property. */
interface CssValueType {

  /** Returns whether a value has this kind. */
  boolean isAccepted(ICSSExpressionMember value);

  /** Returns the kind of these words. */
  static CssValueType words(String... words) {
    Set<String> all = Set.of(words);
    return value -> all.contains(simple(value));
  }

  /** Returns the kind of numbers without a unit. */
  static CssValueType number(double least, double most) {
    return measured("", least, most);
  }

  /**
   * Returns the kind of lengths in {@code px} or {@code rem}: units that do not depend on
   * surrounding elements.
   */
  static CssValueType length(double least, double most) {
    CssValueType pixels = measured("px", least, most);
    CssValueType rems = measured("rem", least / 16, most / 16);
    CssValueType none = least <= 0 ? measured("", 0, 0) : value -> false;
    return value -> pixels.isAccepted(value) || rems.isAccepted(value) || none.isAccepted(value);
  }

  /** Returns the kind of numbers with this unit. */
  static CssValueType measured(String unit, double least, double most) {
    Pattern pattern = Pattern.compile("([+-]?[0-9]{0,5}(?:\\.[0-9]{1,6})?)" + unit);
    return value -> {
      Matcher matcher = pattern.matcher(simple(value));
      if (!matcher.matches() || !matcher.group(1).matches(".*[0-9].*")) {
        return false;
      }
      double number = Double.parseDouble(matcher.group(1));
      return number >= least && number <= most;
    };
  }

  /** Returns the kind of font names: any quoted text, and any word. */
  static CssValueType name() {
    Pattern pattern = Pattern.compile("[a-z][a-z0-9-]*|\"[^\"]{1,80}\"|'[^']{1,80}'");
    return value -> pattern.matcher(simple(value)).matches();
  }

  /** Returns the kind of a comma. */
  static CssValueType comma() {
    return value -> value == ECSSExpressionOperator.COMMA;
  }

  /** Returns the kind of a slash. */
  static CssValueType slash() {
    return value -> value == ECSSExpressionOperator.SLASH;
  }

  /** Returns the kind of functions with arguments of these kinds. */
  static CssValueType function(Set<String> names, List<CssValueType> arguments) {
    return value -> {
      if (!(value instanceof CSSExpressionMemberFunction function)
          || !names.contains(function.getFunctionName().toLowerCase(Locale.ROOT))
          || function.getExpression() == null) {
        return false;
      }
      return function.getExpression().getAllMembers().stream()
          .allMatch(argument -> arguments.stream().anyMatch(term -> term.isAccepted(argument)));
    };
  }

  private static String simple(ICSSExpressionMember value) {
    return value instanceof CSSExpressionMemberTermSimple simple
        ? simple.getValue().toLowerCase(Locale.ROOT)
        : "";
  }
}
