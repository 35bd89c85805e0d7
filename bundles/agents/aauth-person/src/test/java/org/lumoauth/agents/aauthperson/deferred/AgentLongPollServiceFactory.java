/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.time.InstantSource;
import org.lumoauth.api.settings.SettingsStore;

/** Creates long-poll services without a container. */
public final class AgentLongPollServiceFactory {
  private AgentLongPollServiceFactory() {}

  /** A service that ends held polls without a response and never stops. */
  public static AgentLongPollService unanswered(
      DeferredRequestStore waiting, SettingsStore settings, InstantSource time) {
    return new AgentLongPollService(
        (exchange, agent, asked) -> {}, waiting, settings, () -> false, time);
  }
}
