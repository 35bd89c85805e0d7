/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.util.List;
import org.lumoauth.platform.web.HttpHandler;

/** Selects the summary of a route from the values of {@link HttpHandler#SUMMARY}. */
record RouteSummarySelector(List<String> values) {

  /**
   * Returns the summary of a route: the value for exactly this route, otherwise the value for its
   * method, otherwise the first value for all routes. Returns an empty string if there is none.
   */
  String select(String method, String route) {
    for (String prefix : List.of(route + ": ", method + ": ")) {
      for (String value : values) {
        if (value.startsWith(prefix)) {
          return value.substring(prefix.length());
        }
      }
    }
    return values.stream().filter(value -> !isLimited(value)).findFirst().orElse("");
  }

  /** Returns whether a value starts with a method or a route, such as {@code POST:}. */
  private static boolean isLimited(String value) {
    return value.matches("[A-Z]{3,}( \\S+)?: .*");
  }
}
