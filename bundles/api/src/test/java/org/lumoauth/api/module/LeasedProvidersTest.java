/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class LeasedProvidersTest {

  private final Asked providers = new Asked();

  @Test
  void reportsNoMissingProviderWhenAllAreLeased() {
    providers.names = Set.of("a", "b");
    providers.held = List.of("b", "a");
    providers.away(Map.of(), Map.of());

    var held = providers.leaseAll();

    assertEquals(List.of("b", "a"), held.leases().stream().map(ServiceLease::name).toList());
    assertSame(Map.of(), held.unavailable());
    held.requireAll();
  }

  @Test
  void reportsUnavailableAndConcurrentlyRemovedProviders() {
    providers.names = Set.of("a");
    providers.held = List.of("a");
    providers.away(Map.of("c", "module-c"), Map.of("b", "module-b", "c", "module-c"));

    assertEquals(Map.of("b", "module-b", "c", "module-c"), providers.leaseAll().unavailable());
  }

  @Test
  void reportsASkippedProviderThatRecovered() {
    providers.away(Map.of("a", "module-a"), Map.of());

    assertEquals(Map.of("a", "module-a"), providers.leaseAll().unavailable());
  }

  @Test
  void reportsAProviderWhoseFirstActivationFailed() {
    providers.names = Set.of("a");
    providers.away(Map.of(), Map.of());

    assertEquals(Map.of("a", "a"), providers.leaseAll().unavailable());
  }

  @Test
  void reportsNoProviderThatReturnedInTime() {
    providers.held = List.of("a");
    providers.away(Map.of("a", "module-a"), Map.of("a", "module-a"));

    assertEquals(Map.of(), providers.leaseAll().unavailable());
  }

  @Test
  void reportsCurrentlyMissingDependencyModule() {
    providers.names = Set.of("a");
    providers.away(Map.of("a", "module-a"), Map.of("a", "what-a-needs"));

    var refusal = assertThrows(ApiException.class, () -> providers.leaseAll().requireAll());

    assertEquals(503, refusal.status());
    assertEquals("what-a-needs", refusal.details().get("module"));
  }

  @Test
  void releasesLeasedProviders() {
    providers.held = List.of("a", "b");
    providers.away(Map.of(), Map.of());

    providers.leaseAll().close();

    assertEquals(List.of("a", "b"), providers.closed);
  }

  @Test
  void releasesLeasesIfAvailabilityLookupFails() {
    providers.held = List.of("a");
    providers.answers.add(Map::of);
    providers.answers.add(
        () -> {
          throw new IllegalStateException("the framework stops");
        });

    assertThrows(IllegalStateException.class, providers::leaseAll);
    assertEquals(List.of("a"), providers.closed);
  }

  /** Answers as it is told to. */
  private static final class Asked implements ProviderTracker<String> {
    private final Deque<Supplier<Map<String, String>>> answers = new ArrayDeque<>();
    private final List<String> closed = new ArrayList<>();
    private Set<String> names = Set.of();
    private List<String> held = List.of();

    void away(Map<String, String> before, Map<String, String> after) {
      answers.add(() -> before);
      answers.add(() -> after);
    }

    @Override
    public Optional<ServiceLease<String>> lease(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ServiceLease<String>> leaseAvailable() {
      List<ServiceLease<String>> leases = new ArrayList<>();
      held.forEach(name -> leases.add(new One(name, closed)));
      return leases;
    }

    @Override
    public Set<String> names() {
      return names;
    }

    @Override
    public Map<String, String> findUnavailable() {
      return answers.remove().get();
    }

    @Override
    public void close() {
      // nothing is followed
    }
  }

  private record One(String name, List<String> closed) implements ServiceLease<String> {
    @Override
    public String get() {
      return name;
    }

    @Override
    public void close() {
      closed.add(name);
    }
  }
}
