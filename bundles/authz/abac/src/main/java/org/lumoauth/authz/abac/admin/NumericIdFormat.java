package org.lumoauth.authz.abac.admin;

import java.util.regex.Pattern;

/** Numbers in paths. No slug is one. */
final class NumericIdFormat {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private NumericIdFormat() {}

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
