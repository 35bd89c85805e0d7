/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.suspension;

/** Creates listeners without a worker. */
public final class SuspensionListenerFactory {
  private SuspensionListenerFactory() {}

  public static ParticipantTaskTerminationListener of(
      ParticipantTaskTerminationStore stops, Runnable soon) {
    return new ParticipantTaskTerminationListener(stops, soon);
  }
}
