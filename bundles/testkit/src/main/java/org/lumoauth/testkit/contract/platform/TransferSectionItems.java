/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Items of a tenant document as received: parsed from JSON and owned by the receiver. */
final class TransferSectionItems {

  private TransferSectionItems() {}

  static List<Map<String, Object>> of(List<Map<String, Object>> items) {
    return new ArrayList<>(items.stream().map(TransferSectionItems::of).toList());
  }

  /**
   * Returns an item after a JSON round trip.
   *
   * @throws AssertionError if it contains a value that JSON cannot represent
   */
  static Map<String, Object> of(Map<?, ?> item) {
    var read = new LinkedHashMap<String, Object>();
    item.forEach(
        (name, value) -> {
          if (!(name instanceof String member)) {
            throw new AssertionError(name + " is not a valid member name");
          }
          read.put(member, value(value));
        });
    return read;
  }

  private static Object value(Object value) {
    if (value instanceof Map<?, ?> object) {
      return of(object);
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(TransferSectionItems::value).toList());
    }
    if (value instanceof Long number && number.intValue() == number) {
      return number.intValue();
    }
    if (value instanceof BigDecimal number) {
      return value(number.stripTrailingZeros().scale() > 0 ? number.doubleValue() : whole(number));
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double) {
      return value;
    }
    throw new AssertionError("JSON cannot represent " + value.getClass() + ", such as " + value);
  }

  private static Object whole(BigDecimal number) {
    return number.toBigInteger().bitLength() < Long.SIZE
        ? number.longValueExact()
        : (Object) number.doubleValue();
  }

  static List<Map<String, Object>> byKey(List<Map<String, Object>> items, String key) {
    var sorted = of(items);
    sorted.sort(Comparator.comparing(item -> item.get(key).toString()));
    return sorted;
  }

  static Optional<Map<String, Object>> find(
      List<Map<String, Object>> items, Object wanted, String key) {
    return items.stream().filter(item -> Objects.equals(item.get(key), wanted)).findFirst();
  }

  /** Returns the exported items in the order of these items. */
  static List<Map<String, Object>> inOrderOf(
      List<Map<String, Object>> order, List<Map<String, Object>> exported, String key) {
    return order.stream().flatMap(item -> find(exported, item.get(key), key).stream()).toList();
  }

  static List<Map<String, Object>> replaced(
      List<Map<String, Object>> items, Map<String, Object> by, String key) {
    return items.stream().map(item -> item.get(key).equals(by.get(key)) ? by : item).toList();
  }

  /**
   * Merges the sent members into the existing item; other members are unchanged, also within
   * objects that are not replaced as a whole.
   */
  static Map<String, Object> merge(Map<?, ?> was, Map<?, ?> sent, Set<String> whole) {
    var merged = of(was);
    of(sent)
        .forEach(
            (name, value) -> {
              if (!whole.contains(name)
                  && value instanceof Map<?, ?> part
                  && merged.get(name) instanceof Map<?, ?> old) {
                merged.put(name, merge(old, part, Set.of()));
              } else {
                merged.put(name, value);
              }
            });
    return merged;
  }
}
