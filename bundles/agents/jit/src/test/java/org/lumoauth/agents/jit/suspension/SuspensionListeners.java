package org.lumoauth.agents.jit.suspension;

/** Creates listeners without a worker. */
public final class SuspensionListeners {
  private SuspensionListeners() {}

  public static ParticipantSuspensionListener of(ParticipantSuspensionStore stops, Runnable soon) {
    return new ParticipantSuspensionListener(stops, soon);
  }
}
