package org.lumoauth.api.agent;

import java.util.List;
import java.util.Optional;

/**
 * Who answers for an agent, and what bounds it beside its capabilities.
 *
 * @param status where it stands in its life
 * @param ownerId the user who answers for it
 * @param sponsorId the user who vouches for it to the organization
 * @param allowedIps from where it may get and use credentials, in CIDR notation; empty means from
 *     anywhere
 * @param parentId the agent that registered it: it never holds more, and acts no longer, than that
 *     one
 * @param blueprintId the blueprint that it is an instance of: it never holds more than that allows
 */
public record AgentDetails(
    AgentStatus status,
    Optional<String> ownerId,
    Optional<String> sponsorId,
    List<String> allowedIps,
    Optional<String> parentId,
    Optional<String> blueprintId) {

  /** An active agent of nobody's that nothing bounds but its capabilities. */
  public static final AgentDetails PLAIN = of(AgentStatus.ACTIVE);

  public AgentDetails {
    allowedIps = List.copyOf(allowedIps);
  }

  /** The same of an agent with this status. */
  public static AgentDetails of(AgentStatus status) {
    return new AgentDetails(
        status, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
  }

  /** The same with another status. */
  public AgentDetails with(AgentStatus other) {
    return new AgentDetails(other, ownerId, sponsorId, allowedIps, parentId, blueprintId);
  }
}
