/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;

/** The contract of every {@link DomainEventListener}. */
public abstract class DomainEventListenerContract {

  /** Returns the provider under test. */
  protected abstract DomainEventListener listener();

  /** Returns an event that the listener handles. */
  protected abstract DomainEvent awaited();

  /** Returns whether the listener has handled {@link #awaited} since its creation. */
  protected abstract boolean hasActed();

  /**
   * Disables the tenant of {@link #awaited} without deleting it, as {@code
   * FakeTenantRegistry.disable} does. A listener that does not check active tenants needs no
   * implementation.
   */
  protected abstract void disableTenant();

  @Test
  void processesItsEventBeforeItReturns() {
    assertFalse(hasActed());

    listener().onEvent(awaited());

    assertTrue(hasActed());
  }

  /** Data that was removed must not exist when the tenant is enabled again. */
  @Test
  void processesEventOfADisabledTenant() {
    disableTenant();

    listener().onEvent(awaited());

    assertTrue(hasActed());
  }

  @Test
  void doesNotChangeOtherTenants() {
    listener().onEvent(new DomainEvent(awaited().type(), "ten_of-the-contract", awaited().id()));

    assertFalse(hasActed());
  }

  @Test
  void ignoresUnknownEvents() {
    for (String type : List.of("", "contract.unheard-of", "x".repeat(1_000))) {
      listener().onEvent(new DomainEvent(type, awaited().tenantId(), awaited().id()));
    }

    assertFalse(hasActed());
  }

  @Test
  void acceptsTheSameEventTwice() {
    listener().onEvent(awaited());
    listener().onEvent(awaited());

    assertTrue(hasActed());
  }

  @Test
  void returnsQuickly() {
    var listener = listener();
    var event = awaited();
    ConcurrencyAssertions.assertQuick(() -> listener.onEvent(event));
  }

  @Test
  void acceptsEventsFromConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        true,
        () -> {
          listener().onEvent(awaited());
          return hasActed();
        });
  }
}
