/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEventListener;

/**
 * The contract of every {@link DomainEventListener} that caches stored data and reloads it when it
 * is notified of a change.
 */
public abstract class CachingEventListenerContract extends DomainEventListenerContract {

  private Object first;

  /** Creates the listener, and data for it to cache. */
  protected abstract void start();

  /** Returns the listener's current data, from its cache if available. */
  protected abstract Object remembered();

  /** Changes the stored data without notifying the listener. */
  protected abstract void changeElsewhere();

  @BeforeEach
  final void rememberAndChange() {
    start();
    first = remembered();
    changeElsewhere();
  }

  /** A cache evicts by the tenant's id and does not check whether the tenant is active. */
  @Override
  protected void disableTenant() {}

  @Override
  protected final boolean hasActed() {
    return !first.equals(remembered());
  }
}
