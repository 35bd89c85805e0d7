/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import java.util.Optional;

/**
 * The origin of a token: the agents, the person and the source tokens. Parts that do not apply are
 * empty.
 *
 * @param provider the agent provider
 * @param agent the requesting agent
 * @param subAgent the sub-agent that got the token, if any
 * @param user the person; empty if another person server represents them
 * @param presented the key of the presented token ({@link IssuedTokenRecord#key()})
 * @param upstream the key of the agent's upstream token
 * @param depth the number of earlier agents in the call chain
 * @param mission the {@code s256} of the mission
 */
public record TokenOrigin(
    String provider,
    String agent,
    String subAgent,
    String user,
    String presented,
    String upstream,
    int depth,
    String mission) {

  /** Creates an origin without a mission. */
  public TokenOrigin(
      String provider,
      String agent,
      String subAgent,
      String user,
      String presented,
      String upstream,
      int depth) {
    this(provider, agent, subAgent, user, presented, upstream, depth, "");
  }

  /** Creates the origin of an agent that acts for itself. */
  public static TokenOrigin of(String provider, String agent, String user) {
    return new TokenOrigin(provider, agent, "", user, "", "", 0);
  }

  /**
   * Returns a copy with a mission.
   *
   * @param id its {@code s256}; empty if there is none
   */
  public TokenOrigin in(Optional<String> id) {
    return new TokenOrigin(
        provider, agent, subAgent, user, presented, upstream, depth, id.orElse(""));
  }
}
