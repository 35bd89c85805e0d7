/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A snapshot of a contract's candidates, by name and precedence. */
record RankedProviders<T>(Map<String, List<ProviderCandidate<T>>> byName) {

  static <T> RankedProviders<T> of(Collection<ProviderCandidate<T>> candidates) {
    Map<String, List<ProviderCandidate<T>>> grouped = new TreeMap<>();
    for (ProviderCandidate<T> candidate : candidates) {
      grouped.computeIfAbsent(candidate.name(), name -> new ArrayList<>()).add(candidate);
    }
    grouped.values().forEach(rivals -> rivals.sort(ProviderCandidate.PRECEDENCE));
    Map<String, List<ProviderCandidate<T>>> ordered = new LinkedHashMap<>();
    grouped.entrySet().stream()
        // The sort is stable: entries of equal ranking remain ordered by name.
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().get(0).ranking()))
        .forEach(entry -> ordered.put(entry.getKey(), List.copyOf(entry.getValue())));
    return new RankedProviders<>(Collections.unmodifiableMap(ordered));
  }

  List<ProviderCandidate<T>> of(String name) {
    return byName.getOrDefault(name, List.of());
  }
}
