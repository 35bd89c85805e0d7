/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values that a user entered for the requested attributes; other input is ignored.
 *
 * @param said text by claim, where {@code address} contains its members; empty values are absent
 * @param entered the same values by field name, for redisplay
 */
record ProfileAnswers(Map<String, Object> said, Map<String, String> entered) {
  static final String ADDRESS = "address";

  /** The fields of an address (OpenID Connect Core section 5.1.1). */
  static final List<String> PARTS =
      List.of("street_address", "postal_code", "locality", "region", "country");

  private static final int SHOWN = 500;

  /**
   * Parses the input.
   *
   * @param asked the requested attributes
   */
  static ProfileAnswers of(List<String> asked, Map<String, String> input) {
    Map<String, Object> said = new HashMap<>();
    Map<String, String> entered = new TreeMap<>();
    for (String attribute : asked) {
      var fields = attribute.equals(ADDRESS) ? PARTS : List.of(attribute);
      Map<String, String> filled = new TreeMap<>();
      for (String field : fields) {
        var text = input.getOrDefault(field, "").strip();
        entered.put(field, text.substring(0, Math.min(SHOWN, text.length())));
        if (!text.isEmpty()) {
          filled.put(field, text);
        }
      }
      if (!filled.isEmpty()) {
        said.put(attribute, attribute.equals(ADDRESS) ? filled : filled.get(attribute));
      }
    }
    return new ProfileAnswers(said, entered);
  }

  @Override
  public String toString() {
    return "Answers" + said.keySet();
  }
}
