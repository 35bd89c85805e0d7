/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Unexpected input for JSON values. */
public final class HostileJsonValues {

  private HostileJsonValues() {}

  /** Returns values of every type, including null. */
  public static List<Object> values() {
    List<Object> values =
        new ArrayList<>(
            Arrays.asList(
                null,
                true,
                0L,
                -1L,
                Long.MAX_VALUE,
                1e300,
                List.of(),
                List.of(1L, true),
                List.of(List.of("x")),
                List.of("https://contract.example/api", 7L),
                Map.of(),
                Map.of("sub", 7L),
                Map.of("", Map.of("", List.of()))));
    values.addAll(HostileIdentifiers.identifiers());
    values.add(HostileIdentifiers.identifiers());
    return values;
  }

  /** Returns whether JSON can represent a value unchanged: it is not null and has a JSON type. */
  public static boolean isJson(Object value) {
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .allMatch(member -> member.getKey() instanceof String && isJson(member.getValue()));
    }
    if (value instanceof List<?> list) {
      return list.stream().allMatch(HostileJsonValues::isJson);
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }
}
