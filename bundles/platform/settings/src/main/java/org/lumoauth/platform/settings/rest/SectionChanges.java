package org.lumoauth.platform.settings.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.lumoauth.api.web.ApiException;

/**
 * What a body changes, put together member by member. Where two members stand for the same setting,
 * as when a body comes back whole with one of them changed, the one that was changed counts.
 */
final class SectionChanges {
  private final Function<String, Map<String, Object>> current;
  private final Map<String, Map<String, Object>> bySection = new LinkedHashMap<>();

  SectionChanges(Function<String, Map<String, Object>> current) {
    this.current = current;
  }

  /** New values by section and setting; null is the default. */
  Map<String, Map<String, Object>> bySection() {
    return bySection;
  }

  /**
   * Takes a member's value.
   *
   * @throws ApiException 422 {@code validation_error} if the setting was given another one
   */
  void put(String member, SettingMember line, Object value) {
    Map<String, Object> section = of(line);
    String name = line.setting().name();
    if (section.containsKey(name) && !Objects.equals(section.get(name), value)) {
      Object now = current.apply(line.section()).get(name);
      if (Objects.equals(value, now)) {
        return; // it came back as it was shown
      }
      if (!Objects.equals(section.get(name), now)) {
        String shown = SettingsSectionBody.shortened(member);
        throw ApiException.invalid(shown, shown + " is another name of what is set otherwise.");
      }
    }
    section.put(name, value);
  }

  /** Brings the default back. */
  void reset(SettingMember line) {
    of(line).put(line.setting().name(), null);
  }

  private Map<String, Object> of(SettingMember line) {
    return bySection.computeIfAbsent(line.section(), section -> new LinkedHashMap<>());
  }
}
