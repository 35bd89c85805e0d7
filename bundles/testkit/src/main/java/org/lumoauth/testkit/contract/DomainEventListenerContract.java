package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;

/** What every {@link DomainEventListener} does. */
public abstract class DomainEventListenerContract {

  /** The provider. */
  protected abstract DomainEventListener listener();

  /** An event that the listener waits for. */
  protected abstract DomainEvent awaited();

  /** Whether the listener has done what it does on {@link #awaited}, since it was made. */
  protected abstract boolean hasActed();

  /**
   * Has the tenant of {@link #awaited} kept, but not served any more, as {@code
   * FakeTenantRegistry.disable} does. Nothing is to be done for a listener that does not ask who is
   * served.
   */
  protected abstract void disableTenant();

  @Test
  void actsOnWhatItWaitsForBeforeItReturns() {
    assertFalse(hasActed());

    listener().onEvent(awaited());

    assertTrue(hasActed());
  }

  /** What ends must not be there again when the tenant is served again. */
  @Test
  void actsInATenantThatIsNotServed() {
    disableTenant();

    listener().onEvent(awaited());

    assertTrue(hasActed());
  }

  @Test
  void leavesOtherTenantsAlone() {
    listener().onEvent(new DomainEvent(awaited().type(), "ten_of-the-contract", awaited().id()));

    assertFalse(hasActed());
  }

  @Test
  void passesOverEventsThatItDoesNotKnow() {
    for (String type : List.of("", "contract.unheard-of", "x".repeat(1_000))) {
      listener().onEvent(new DomainEvent(type, awaited().tenantId(), awaited().id()));
    }

    assertFalse(hasActed());
  }

  @Test
  void mayBeToldTwice() {
    listener().onEvent(awaited());
    listener().onEvent(awaited());

    assertTrue(hasActed());
  }

  @Test
  void isQuick() {
    var listener = listener();
    var event = awaited();
    ConcurrencyAssertions.assertQuick(() -> listener.onEvent(event));
  }

  @Test
  void isToldByManyThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        true,
        () -> {
          listener().onEvent(awaited());
          return hasActed();
        });
  }
}
