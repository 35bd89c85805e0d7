package org.lumoauth.platform.web.exchange;

import org.lumoauth.api.module.ModuleTraffic;

/**
 * A request's stay with a target: while it is open, neither the door nor the module service takes
 * the target away.
 */
public final class Passage {
  private final Endpoint target;
  private final ModuleTraffic.Passage counted;

  /** Begins a stay; {@code counted} is null where modules are not counted. */
  public Passage(Endpoint target, ModuleTraffic.Passage counted) {
    this.target = target;
    this.counted = counted;
    target.enter();
  }

  /** Who answers. */
  public Endpoint target() {
    return target;
  }

  void close() {
    if (counted != null) {
      counted.close();
    }
    target.leave();
  }
}
