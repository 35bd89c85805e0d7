/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

/** The time an application may take to respond before it is considered lost. */
final class ApplicationProbeTimeout {
  private final WhiteboardRestarter restarts;
  private final SupervisorIntervals rhythm;

  ApplicationProbeTimeout(WhiteboardRestarter restarts, SupervisorIntervals rhythm) {
    this.restarts = restarts;
    this.rhythm = rhythm;
  }

  /** Returns whether the time since the application's registration is used up. */
  boolean isExpired(PublishedApplication application, long now) {
    return now - application.registeredAt() > restarts.probeTimeout(rhythm.lost()).toNanos();
  }
}
