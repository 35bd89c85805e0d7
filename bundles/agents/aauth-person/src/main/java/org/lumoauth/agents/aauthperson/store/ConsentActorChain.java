/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

/**
 * The actors that a consent applies to.
 *
 * @param agent the agent that the person knows
 * @param via the resources of the call chain, in order, separated by {@code " > "}; empty if the
 *     agent calls directly
 */
public record ConsentActorChain(String agent, String via) {

  /** Creates the path of an agent that calls directly. */
  public static ConsentActorChain ofAgent(String agent) {
    return new ConsentActorChain(agent, "");
  }
}
