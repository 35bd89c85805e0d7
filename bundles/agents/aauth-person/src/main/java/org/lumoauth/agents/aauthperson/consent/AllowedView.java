package org.lumoauth.agents.aauthperson.consent;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.mission.Proposal;

/** What a person let an agent do, as the API shows it. */
public record AllowedView(
    String id,
    String userId,
    String agent,
    String provider,
    String since,
    Optional<String> platform,
    Optional<String> device,
    List<AtResource> resources,
    List<OnMission> missions,
    List<Ended> ended) {

  /** At a resource, perhaps through others. */
  public record AtResource(String resource, Optional<String> via, List<String> scopes) {}

  /** In a mission. */
  public record OnMission(
      String s256, String description, List<Proposal.Tool> tools, String expiresAt) {}

  /** A mission that has ended: {@code status} says why. */
  public record Ended(String s256, String description, String status) {}

  static AllowedView of(Allowed shown) {
    return new AllowedView(
        shown.id(),
        shown.userId(),
        shown.agent(),
        shown.provider(),
        shown.since().toString(),
        said(shown.runsOn().platform()),
        said(shown.runsOn().device()),
        shown.resources().stream().map(AllowedView::at).toList(),
        shown.missions().stream()
            .map(
                each ->
                    new OnMission(
                        each.id(), each.description(), each.tools(), each.until().toString()))
            .toList(),
        shown.ended().stream()
            .map(each -> new Ended(each.id(), each.description(), each.status()))
            .toList());
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(words -> !words.isEmpty());
  }

  private static AtResource at(Allowed.AtResource each) {
    return new AtResource(
        each.resource(), said(each.via()), List.copyOf(new TreeSet<>(each.scope())));
  }
}
