/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import org.lumoauth.api.module.ModuleWorkTracker;

/**
 * A registration of a request with a target: while it is open, neither the dispatcher nor the
 * module service removes the target.
 */
public final class InFlightRequestHandle {
  private final HttpExchangeTarget target;
  private final ModuleWorkTracker.ModuleWorkPermit counted;

  /** Registers the request; {@code counted} is null if modules are not counted. */
  public InFlightRequestHandle(
      HttpExchangeTarget target, ModuleWorkTracker.ModuleWorkPermit counted) {
    this.target = target;
    this.counted = counted;
    target.beginRequest();
  }

  /** Returns the target. */
  public HttpExchangeTarget target() {
    return target;
  }

  /** Ends the request. */
  public void close() {
    if (counted != null) {
      counted.close();
    }
    target.endRequest();
  }
}
