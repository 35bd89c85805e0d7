package org.lumoauth.platform.web.jaxrs;

/** How long an application may take to answer before it counts as lost. */
final class ProbeTimeout {
  private final WhiteboardRestarter restarts;
  private final SupervisorIntervals rhythm;

  ProbeTimeout(WhiteboardRestarter restarts, SupervisorIntervals rhythm) {
    this.restarts = restarts;
    this.rhythm = rhythm;
  }

  /** Whether it has had its time since it was registered. */
  boolean isExpired(PublishedApplication application, long now) {
    return now - application.registeredAt() > restarts.probeTimeout(rhythm.lost()).toNanos();
  }
}
