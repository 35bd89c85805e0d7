/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.lumoauth.api.web.ApiException;

/**
 * Collects the changes of a body member by member. If two members represent the same setting, as
 * when a client sends a complete body with one of them changed, the changed one applies.
 */
final class SettingsChangeCollector {
  private final Function<String, Map<String, Object>> current;
  private final Map<String, Map<String, Object>> bySection = new LinkedHashMap<>();

  SettingsChangeCollector(Function<String, Map<String, Object>> current) {
    this.current = current;
  }

  /** Returns new values by section and setting; null restores the default. */
  Map<String, Map<String, Object>> bySection() {
    return bySection;
  }

  /**
   * Adds a member's value.
   *
   * @throws ApiException 422 {@code validation_error} if the setting has another new value
   */
  void put(String member, ApiSettingMember line, Object value) {
    Map<String, Object> section = of(line);
    String name = line.setting().name();
    if (section.containsKey(name) && !Objects.equals(section.get(name), value)) {
      Object now = current.apply(line.section()).get(name);
      if (Objects.equals(value, now)) {
        return; // unchanged from the displayed value
      }
      if (!Objects.equals(section.get(name), now)) {
        String shown = SettingsSectionBodyMapper.shortened(member);
        throw ApiException.invalid(
            shown,
            shown
                + " conflicts with another member for the same setting. Send only one of "
                + "them.");
      }
    }
    section.put(name, value);
  }

  /** Restores the default. */
  void reset(ApiSettingMember line) {
    of(line).put(line.setting().name(), null);
  }

  private Map<String, Object> of(ApiSettingMember line) {
    return bySection.computeIfAbsent(line.section(), section -> new LinkedHashMap<>());
  }
}
