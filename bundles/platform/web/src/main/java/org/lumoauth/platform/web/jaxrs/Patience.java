package org.lumoauth.platform.web.jaxrs;

/** How long an application may take to answer before it counts as lost. */
final class Patience {
  private final WhiteboardRestarts restarts;
  private final Rhythm rhythm;

  Patience(WhiteboardRestarts restarts, Rhythm rhythm) {
    this.restarts = restarts;
    this.rhythm = rhythm;
  }

  /** Whether it has had its time since it was registered. */
  boolean ended(PublishedApplication application, long now) {
    return now - application.registeredAt() > restarts.patience(rhythm.lost()).toNanos();
  }
}
