/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.lumoauth.api.web.ApiException;

/**
 * The section bodies of a request, merged across alternative names. Separate bodies of one section
 * would be validated independently, and the second could fail after the first was applied.
 */
final class SettingsSectionBodyMerger {
  private final Map<String, Map<String, Object>> bySection = new LinkedHashMap<>();

  /** Returns the body of one section. */
  static SettingsSectionBodyMerger of(String section, Map<String, Object> body) {
    var bodies = new SettingsSectionBodyMerger();
    bodies.add(section, body);
    return bodies;
  }

  /**
   * Adds members of a section.
   *
   * @throws ApiException 422 {@code validation_error} if a member already has another value
   */
  void add(String section, Map<String, Object> members) {
    var body = of(section);
    members.forEach(
        (member, value) -> {
          if (body.containsKey(member) && !Objects.equals(body.get(member), value)) {
            var shown = SettingsSectionBodyMapper.shortened(member);
            throw ApiException.invalid(shown, shown + " must not be set twice.");
          }
          body.put(member, value);
        });
  }

  /** Sets a member, replacing any other value. */
  void set(String section, String member, Object value) {
    of(section).put(member, value);
  }

  /** Returns the members by section. */
  Map<String, Map<String, Object>> bySection() {
    return bySection;
  }

  private Map<String, Object> of(String section) {
    return bySection.computeIfAbsent(
        ApiSettingsSectionMapper.canonicalName(section), any -> new LinkedHashMap<>());
  }
}
