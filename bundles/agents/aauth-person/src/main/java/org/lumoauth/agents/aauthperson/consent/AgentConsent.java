/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.agents.aauthperson.request.AgentPlatform;

/**
 * A person's consent to an agent.
 *
 * @param id the id in the API
 * @param userId the person
 * @param agent the agent
 * @param provider the agent provider
 * @param since since when the agent acts for the person
 * @param runsOn the platform that the agent reported at that time
 * @param resources the resources it may access
 * @param missions its active missions
 * @param ended its completed, revoked and expired missions, newest first, limited in number
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
   * The consent for one resource.
   *
   * @param resource the resource
   * @param via the resources through which it is called; empty if it is called directly
   * @param scope the scope; empty if the agent may only identify the person
   */
  public record ResourceConsent(String resource, String via, Set<String> scope) {}
}
