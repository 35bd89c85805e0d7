/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderTrackerTest {

  @Test
  void reportsAnAvailableProviderAsInstalled() {
    assertTrue(installed(Set.of("a"), Map.of(), Map.of()));
  }

  @Test
  void reportsAnUnavailableProviderAsInstalled() {
    assertTrue(installed(Set.of(), Map.of("a", "module-a"), Map.of("a", "module-a")));
  }

  @Test
  void reportsProviderReturningDuringLookupAsInstalled() {
    assertTrue(installed(Set.of(), Map.of("a", "module-a"), Map.of()));
  }

  @Test
  void reportsProviderDisappearingDuringLookupAsInstalled() {
    assertTrue(installed(Set.of(), Map.of(), Map.of("a", "module-a")));
  }

  @Test
  void reportsNoOtherProviderAsInstalled() {
    assertFalse(installed(Set.of("b"), Map.of("c", "module-c"), Map.of("c", "module-c")));
  }

  private static boolean installed(
      Set<String> names, Map<String, String> before, Map<String, String> after) {
    return new Told(names, new ArrayDeque<>(List.of(before, after))).isInstalled("a");
  }

  /** Knows the names that are registered, and tells one after the other who is away. */
  private record Told(Set<String> names, Deque<Map<String, String>> answers)
      implements ProviderTracker<String> {
    @Override
    public Optional<ServiceLease<String>> lease(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ServiceLease<String>> leaseAvailable() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> findUnavailable() {
      return answers.remove();
    }

    @Override
    public void close() {
      // nothing is followed
    }
  }
}
