package org.lumoauth.platform.web.exchange;

import org.lumoauth.api.module.ModuleWorkTracker;

/**
 * A request's stay with a target: while it is open, neither the door nor the module service takes
 * the target away.
 */
public final class InFlightHandle {
  private final ExchangeTarget target;
  private final ModuleWorkTracker.ModuleWorkPermit counted;

  /** Begins a stay; {@code counted} is null where modules are not counted. */
  public InFlightHandle(ExchangeTarget target, ModuleWorkTracker.ModuleWorkPermit counted) {
    this.target = target;
    this.counted = counted;
    target.beginRequest();
  }

  /** Who answers. */
  public ExchangeTarget target() {
    return target;
  }

  void close() {
    if (counted != null) {
      counted.close();
    }
    target.endRequest();
  }
}
