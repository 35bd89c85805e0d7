package org.lumoauth.agents.aauthperson.consent;

import java.util.List;
import java.util.TreeSet;

/** What a person let an agent do, as the API shows it. */
public record AllowedView(
    String id,
    String userId,
    String agent,
    String provider,
    String since,
    List<AtResource> resources,
    List<OnMission> missions) {

  /** At a resource. */
  public record AtResource(String resource, List<String> scopes) {}

  /** In a mission. */
  public record OnMission(String s256, String description, String expiresAt) {}

  static AllowedView of(Allowed shown) {
    return new AllowedView(
        shown.id(),
        shown.userId(),
        shown.agent(),
        shown.provider(),
        shown.since().toString(),
        shown.resources().stream()
            .map(each -> new AtResource(each.resource(), List.copyOf(new TreeSet<>(each.scope()))))
            .toList(),
        shown.missions().stream()
            .map(each -> new OnMission(each.id(), each.description(), each.expiresAt().toString()))
            .toList());
  }
}
