/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;

/** A person's consent to an agent as shown by the API. */
public record GrantedAgentConsentView(
    String id,
    String userId,
    String agent,
    String provider,
    String since,
    Optional<String> platform,
    Optional<String> device,
    List<ResourceConsentView> resources,
    List<MissionConsentView> missions,
    List<EndedMissionView> ended) {

  /** The consent for a resource, possibly through other resources. */
  public record ResourceConsentView(String resource, Optional<String> via, List<String> scopes) {}

  /** An active mission of the agent. */
  public record MissionConsentView(
      String s256, String description, List<MissionProposal.MissionTool> tools, String expiresAt) {}

  /**
   * A mission that is no longer active; {@code status} is {@code completed}, {@code revoked} or
   * {@code expired}.
   */
  public record EndedMissionView(String s256, String description, String status) {}

  static GrantedAgentConsentView of(AgentConsent shown) {
    return new GrantedAgentConsentView(
        shown.id(),
        shown.userId(),
        shown.agent(),
        shown.provider(),
        shown.since().toString(),
        said(shown.runsOn().platform()),
        said(shown.runsOn().device()),
        shown.resources().stream().map(GrantedAgentConsentView::at).toList(),
        shown.missions().stream()
            .map(
                each ->
                    new MissionConsentView(
                        each.id(), each.description(), each.tools(), each.until().toString()))
            .toList(),
        shown.ended().stream()
            .map(each -> new EndedMissionView(each.id(), each.description(), each.status()))
            .toList());
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(words -> !words.isEmpty());
  }

  private static ResourceConsentView at(AgentConsent.ResourceConsent each) {
    return new ResourceConsentView(
        each.resource(), said(each.via()), List.copyOf(new TreeSet<>(each.scope())));
  }
}
