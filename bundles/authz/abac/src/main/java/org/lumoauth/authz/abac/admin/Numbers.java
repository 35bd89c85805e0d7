package org.lumoauth.authz.abac.admin;

import java.util.regex.Pattern;

/** Numbers in paths. No slug is one. */
final class Numbers {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private Numbers() {}

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
