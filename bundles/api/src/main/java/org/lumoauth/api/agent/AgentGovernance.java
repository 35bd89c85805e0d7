/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.List;
import java.util.Optional;

/**
 * The lifecycle status of an agent, the people responsible for it, and its limits besides its
 * capabilities.
 *
 * @param status the lifecycle status
 * @param ownerId the user responsible for the agent
 * @param sponsorId the user who vouches for the agent to the organization
 * @param allowedIps the addresses from which the agent may obtain and use credentials, in CIDR
 *     notation; empty means any address
 * @param parentId the agent that registered this one; this agent never has more capabilities than
 *     its parent and cannot act while the parent cannot
 * @param blueprintId the blueprint of which this agent is an instance; the agent never has more
 *     capabilities than the blueprint allows
 */
public record AgentGovernance(
    AgentStatus status,
    Optional<String> ownerId,
    Optional<String> sponsorId,
    List<String> allowedIps,
    Optional<String> parentId,
    Optional<String> blueprintId) {

  /** Details of an active agent without an owner and without limits besides its capabilities. */
  public static final AgentGovernance PLAIN = of(AgentStatus.ACTIVE);

  public AgentGovernance {
    allowedIps = List.copyOf(allowedIps);
  }

  /** Returns details of an agent with this status and no other restrictions. */
  public static AgentGovernance of(AgentStatus status) {
    return new AgentGovernance(
        status, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
  }

  /** Returns a copy with another status. */
  public AgentGovernance with(AgentStatus other) {
    return new AgentGovernance(other, ownerId, sponsorId, allowedIps, parentId, blueprintId);
  }
}
