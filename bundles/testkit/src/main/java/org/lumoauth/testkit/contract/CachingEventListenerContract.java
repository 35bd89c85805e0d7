package org.lumoauth.testkit.contract;

import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEventListener;

/**
 * What every {@link DomainEventListener} does that remembers what is kept elsewhere, and reads it
 * again once it hears that it has changed.
 */
public abstract class CachingEventListenerContract extends DomainEventListenerContract {

  private Object first;

  /** Makes the listener, and something for it to remember. */
  protected abstract void start();

  /** What the listener says now, from its memory where it has it there. */
  protected abstract Object remembered();

  /** Changes what is remembered where it is kept, without a word to the listener. */
  protected abstract void changeElsewhere();

  @BeforeEach
  final void rememberAndChange() {
    start();
    first = remembered();
    changeElsewhere();
  }

  /** A memory forgets by the id of the tenant, and asks nobody who is served. */
  @Override
  protected void disableTenant() {}

  @Override
  protected final boolean hasActed() {
    return !first.equals(remembered());
  }
}
