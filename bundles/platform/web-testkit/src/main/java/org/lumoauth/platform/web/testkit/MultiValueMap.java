/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.support.encoding.UrlParameterEncoder;

/** Values by name, in insertion order of the names. */
final class MultiValueMap {
  private final Map<String, List<String>> byName = new LinkedHashMap<>();

  /** Returns the lookup key of a header name. */
  static String lower(Object name) {
    return ((String) name).toLowerCase(Locale.ROOT);
  }

  void add(String name, String value) {
    byName.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }

  void set(String name, String value) {
    byName.put(name, new ArrayList<>(List.of(value)));
  }

  void remove(String name) {
    byName.remove(name);
  }

  List<String> all(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** Returns the first value of a name, or null. */
  String first(String name) {
    return all(name).stream().findFirst().orElse(null);
  }

  Map<String, List<String>> byName() {
    return byName;
  }

  /** Returns the values as servlet request parameters. */
  Map<String, String[]> arrays() {
    Map<String, String[]> arrays = new LinkedHashMap<>();
    byName.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
    return arrays;
  }

  /** Returns the values as a query string; null for none. */
  String encoded() {
    List<String> pairs = new ArrayList<>();
    byName.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    pairs.add(
                        UrlParameterEncoder.encode(name)
                            + "="
                            + UrlParameterEncoder.encode(value))));
    return pairs.isEmpty() ? null : String.join("&", pairs);
  }
}
