/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.regex.Pattern;

/** Recognizes numbers in paths. A slug is never a number. */
final class NumericIdFormat {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private NumericIdFormat() {}

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
