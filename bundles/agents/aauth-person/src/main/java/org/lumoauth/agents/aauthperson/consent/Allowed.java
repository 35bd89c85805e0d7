package org.lumoauth.agents.aauthperson.consent;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lumoauth.agents.aauthperson.mission.Proposal;

/**
 * What a person let an agent do.
 *
 * @param id names it in the API
 * @param userId who let it
 * @param agent whom
 * @param provider who vouches for the agent
 * @param since since when the agent acts for the person
 * @param resources where it may act
 * @param missions what it works on
 */
public record Allowed(
    String id,
    String userId,
    String agent,
    String provider,
    Instant since,
    List<AtResource> resources,
    List<OnMission> missions) {

  /**
   * @param resource a server
   * @param via through which others it goes there; empty if by itself
   * @param scope what the agent may do there; empty if it may only say whom it acts for
   */
  public record AtResource(String resource, String via, Set<String> scope) {}

  /**
   * @param id its {@code s256}
   * @param description in the agent's own words
   * @param tools what it uses without asking again
   * @param expiresAt when it ends
   */
  public record OnMission(
      String id, String description, List<Proposal.Tool> tools, Instant expiresAt) {}
}
