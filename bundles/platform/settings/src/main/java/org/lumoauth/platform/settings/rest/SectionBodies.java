package org.lumoauth.platform.settings.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.lumoauth.api.web.ApiException;

/**
 * What a request says of sections: one body for each, by whichever of its names it was sent. Two
 * bodies of one section would each be looked at without the other, and the second refused when the
 * first was carried out.
 */
final class SectionBodies {
  private final Map<String, Map<String, Object>> bySection = new LinkedHashMap<>();

  /** One section's. */
  static SectionBodies of(String section, Map<String, Object> body) {
    var bodies = new SectionBodies();
    bodies.add(section, body);
    return bodies;
  }

  /**
   * Adds what was sent of a section.
   *
   * @throws ApiException 422 {@code validation_error} if a member of it has another value already
   */
  void add(String section, Map<String, Object> members) {
    var body = of(section);
    members.forEach(
        (member, value) -> {
          if (body.containsKey(member) && !Objects.equals(body.get(member), value)) {
            var shown = SettingsSectionBody.shortened(member);
            throw ApiException.invalid(shown, shown + " is given twice.");
          }
          body.put(member, value);
        });
  }

  /** Sets a member, whatever was said of it. */
  void set(String section, String member, Object value) {
    of(section).put(member, value);
  }

  /** The members by section. */
  Map<String, Map<String, Object>> bySection() {
    return bySection;
  }

  private Map<String, Object> of(String section) {
    return bySection.computeIfAbsent(
        ApiSettingsSections.canonicalName(section), any -> new LinkedHashMap<>());
  }
}
