package org.lumoauth.platform.settings.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lumoauth.api.web.Problem;

/**
 * A body that changes several sections: by their names, or naming their members without them, as
 * command lines and guides do.
 */
final class SeveralSections {
  private static final String NAME = "name";

  private final WireSections sections;

  SeveralSections(WireSections sections) {
    this.sections = sections;
  }

  /**
   * What a body says of each section.
   *
   * @throws Problem 400 {@code invalid_request} if there is none, 422 {@code validation_error} if
   *     it says two things of one member
   */
  Bodies of(Map<String, Object> body) {
    if (body == null) {
      throw Problem.invalidRequest("A JSON object is needed as the body.");
    }
    var bodies = new Bodies();
    body.forEach(
        (member, value) -> {
          if (sections.standsAlone(member)) {
            bodies.add(member, members(member, value));
          } else {
            bodies.add(holding(member), Collections.singletonMap(member, value));
          }
        });
    return bodies;
  }

  /** The first section that knows a member; one that nobody knows is refused by the last. */
  private String holding(String member) {
    if (member.equals(NAME)) {
      return WireSections.GENERAL;
    }
    List<String> others =
        sections.present().stream().filter(s -> !s.equals(WireSections.AUTHENTICATION)).toList();
    return Stream.concat(Stream.of(WireSections.GENERAL), others.stream())
        .filter(section -> sections.body(section).knows(member))
        .findFirst()
        .orElse(WireSections.AUTHENTICATION);
  }

  private static Map<String, Object> members(String section, Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw Problem.invalid(section, section + " is an object of settings.");
    }
    Map<String, Object> read = new LinkedHashMap<>();
    members.forEach((name, member) -> read.put(String.valueOf(name), member));
    return read;
  }
}
