/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

/** Parses claims about a person from a person server (AAuth draft, section Claims Required). */
final class PersonClaimsParser {

  private static final int MAX_TEXT = 500;
  private static final int MAX_ITEMS = 50;

  private PersonClaimsParser() {}

  /**
   * Returns the required claims and ignores others.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if a value is invalid
   */
  static Map<String, Object> read(Map<String, Object> body, Set<String> wanted) {
    Map<String, Object> told = new TreeMap<>();
    for (String name : wanted) {
      Object value = body.get(name);
      if (value == null) {
        continue;
      }
      if (!isSound(value, true)) {
        throw AAuthProblemException.invalid(
            name
                + " must be a string of at most "
                + MAX_TEXT
                + " characters, a number, a boolean, or a list or object of them with at "
                + "most "
                + MAX_ITEMS
                + " items.");
      }
      told.put(name, value);
    }
    return told;
  }

  private static boolean isSound(Object value, boolean outermost) {
    if (value instanceof String text) {
      return !text.isEmpty() && text.length() <= MAX_TEXT;
    }
    if (value instanceof Boolean || value instanceof Number) {
      return true;
    }
    if (value instanceof List<?> list) {
      return outermost && list.size() <= MAX_ITEMS && allSound(list);
    }
    return value instanceof Map<?, ?> map
        && outermost
        && map.size() <= MAX_ITEMS
        && allSound(map.values());
  }

  private static boolean allSound(Collection<?> values) {
    return values.stream().allMatch(each -> isSound(each, false));
  }
}
