package org.lumoauth.platform.settings.rest;

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
   * @throws Problem 400 {@code invalid_request} if there is none
   */
  Map<String, Map<String, Object>> of(Map<String, Object> body) {
    if (body == null) {
      throw Problem.invalidRequest("A JSON object is needed as the body.");
    }
    Map<String, Map<String, Object>> bodies = new LinkedHashMap<>();
    body.forEach(
        (member, value) -> {
          String section = named(member) ? section(member) : holding(member);
          Map<String, Object> part = bodies.computeIfAbsent(section, any -> new LinkedHashMap<>());
          if (named(member)) {
            part.putAll(members(member, value));
          } else {
            part.put(member, value);
          }
        });
    return bodies;
  }

  private boolean named(String member) {
    return sections.present().contains(section(member));
  }

  private static String section(String member) {
    return member.equals("auth") ? WireSections.AUTHENTICATION : member;
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
