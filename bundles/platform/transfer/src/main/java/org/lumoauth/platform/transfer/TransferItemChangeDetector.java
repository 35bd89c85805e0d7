/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares items, so that importing the same document twice changes nothing. */
final class TransferItemChangeDetector {
  private TransferItemChangeDetector() {}

  /**
   * Merges the desired members into the existing item; other members are unchanged.
   *
   * @param whole members that are replaced as a whole
   */
  static Map<String, Object> merge(
      Map<String, Object> was, Map<String, Object> wanted, Set<String> whole) {
    Map<String, Object> merged = new LinkedHashMap<>(was);
    wanted.forEach(
        (name, value) -> {
          if (!whole.contains(name)
              && value instanceof Map<?, ?> part
              && was.get(name) instanceof Map<?, ?> old) {
            merged.put(name, merge(members(old), members(part), Set.of()));
          } else {
            merged.put(name, value);
          }
        });
    return merged;
  }

  /** Returns the members that differ, each with {@code old} and {@code new}. */
  static Map<String, Object> findChanges(Map<String, Object> was, Map<String, Object> is) {
    Map<String, Object> changes = new TreeMap<>();
    is.forEach(
        (name, value) -> {
          if (!same(was.get(name), value)) {
            Map<String, Object> change = new LinkedHashMap<>();
            Optional.ofNullable(was.get(name)).ifPresent(old -> change.put("old", old));
            Optional.ofNullable(value).ifPresent(wanted -> change.put("new", wanted));
            changes.put(name, change);
          }
        });
    return changes;
  }

  /** Ignores the order of text lists and the type of numbers. */
  private static boolean same(Object one, Object other) {
    return Objects.equals(plain(one), plain(other));
  }

  private static Object plain(Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return new BigDecimal(number.toString()).stripTrailingZeros();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> all = new TreeMap<>();
      map.forEach((name, member) -> all.put(String.valueOf(name), plain(member)));
      all.values().removeIf(Objects::isNull);
      return all;
    }
    if (value instanceof Collection<?> items) {
      List<Object> all = new ArrayList<>();
      items.forEach(item -> all.add(plain(item)));
      if (all.stream().allMatch(String.class::isInstance)) {
        return all.stream().map(Object::toString).sorted().toList();
      }
      return all;
    }
    return value;
  }

  private static Map<String, Object> members(Map<?, ?> map) {
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put(String.valueOf(name), value));
    return members;
  }
}
