package org.lumoauth.authn.profiling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody entered of what they were asked for; whatever else a browser sends is not read.
 *
 * @param said text by claim, where {@code address} is its members; what was left empty is absent
 * @param entered the same by the names of the fields, to be shown again
 */
record ProfileAnswers(Map<String, Object> said, Map<String, String> entered) {
  static final String ADDRESS = "address";

  /** The fields of an address (OpenID Connect Core section 5.1.1). */
  static final List<String> PARTS =
      List.of("street_address", "postal_code", "locality", "region", "country");

  private static final int SHOWN = 500;

  /**
   * @param asked the attributes that were asked for
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
