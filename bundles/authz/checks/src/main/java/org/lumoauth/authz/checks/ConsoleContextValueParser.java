/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parses values in the form {@code name=value}: numbers, {@code true}, {@code false}, or text. */
final class ConsoleContextValueParser {

  private ConsoleContextValueParser() {}

  /**
   * Parses the values.
   *
   * @throws org.lumoauth.api.web.ApiException 400 for a value without a name
   */
  static Map<String, Object> read(List<String> typed) {
    var values = new HashMap<String, Object>();
    for (String each : typed) {
      int at = each.indexOf('=');
      if (at < 1) {
        throw PermissionCheckErrorFactory.missingFields("A value must have the form name=value.");
      }
      values.put(each.substring(0, at), value(each.substring(at + 1)));
    }
    return values;
  }

  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return text.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?") ? number(text) : text;
  }

  private static Number number(String text) {
    if (text.indexOf('.') >= 0) {
      return new BigDecimal(text).doubleValue();
    }
    return Long.valueOf(text);
  }
}
