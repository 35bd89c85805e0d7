package org.lumoauth.agents.aauthperson.consent;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.agents.aauthperson.request.AgentPlatform;

/**
 * What a person let an agent do.
 *
 * @param id names it in the API
 * @param userId who let it
 * @param agent whom
 * @param provider who vouches for the agent
 * @param since since when the agent acts for the person
 * @param runsOn where the agent said then that it runs
 * @param resources where it may act
 * @param missions what it works on
 * @param ended what it worked on, the newest first, not all of them
 */
public record AgentConsent(
    String id,
    String userId,
    String agent,
    String provider,
    Instant since,
    AgentPlatform runsOn,
    List<ResourceConsent> resources,
    List<MissionDetails> missions,
    List<MissionDetails> ended) {

  /**
   * @param resource a server
   * @param via through which others it goes there; empty if by itself
   * @param scope what the agent may do there; empty if it may only say whom it acts for
   */
  public record ResourceConsent(String resource, String via, Set<String> scope) {}
}
