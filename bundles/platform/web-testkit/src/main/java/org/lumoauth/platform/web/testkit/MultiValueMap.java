package org.lumoauth.platform.web.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.outbound.UrlParameterEncoder;

/** Values by name, in the order in which the names came. */
final class MultiValueMap {
  private final Map<String, List<String>> byName = new LinkedHashMap<>();

  /** A header's name as it is looked up here. */
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

  /** The first of a name, or null. */
  String first(String name) {
    return all(name).stream().findFirst().orElse(null);
  }

  Map<String, List<String>> byName() {
    return byName;
  }

  /** As a servlet gives the parameters of a request. */
  Map<String, String[]> arrays() {
    Map<String, String[]> arrays = new LinkedHashMap<>();
    byName.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
    return arrays;
  }

  /** As they stand in an address; null for none. */
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
