/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lumoauth.api.web.ApiException;

/**
 * Parses a body that changes several sections, with members below section names or at the top
 * level, as command lines and guides send them.
 */
final class MultiSectionRequestBodyParser {
  private static final String NAME = "name";

  private final ApiSettingsSectionMapper sections;

  MultiSectionRequestBodyParser(ApiSettingsSectionMapper sections) {
    this.sections = sections;
  }

  /**
   * Returns the members of each section.
   *
   * @throws ApiException 400 {@code invalid_request} if the body is missing, 422 {@code
   *     validation_error} if it sets a member to two values
   */
  SettingsSectionBodyMerger parse(Map<String, Object> body) {
    if (body == null) {
      throw ApiException.invalidRequest("The request body must be a JSON object.");
    }
    var bodies = new SettingsSectionBodyMerger();
    body.forEach(
        (member, value) -> {
          if (sections.isStandalone(member)) {
            bodies.add(member, members(member, value));
          } else {
            bodies.add(holding(member), Collections.singletonMap(member, value));
          }
        });
    return bodies;
  }

  /**
   * Returns the first section that knows a member. An unknown member is rejected by the last
   * section.
   */
  private String holding(String member) {
    if (member.equals(NAME)) {
      return ApiSettingsSectionMapper.GENERAL;
    }
    List<String> others =
        sections.present().stream()
            .filter(s -> !s.equals(ApiSettingsSectionMapper.AUTHENTICATION))
            .toList();
    return Stream.concat(Stream.of(ApiSettingsSectionMapper.GENERAL), others.stream())
        .filter(section -> sections.body(section).knows(member))
        .findFirst()
        .orElse(ApiSettingsSectionMapper.AUTHENTICATION);
  }

  private static Map<String, Object> members(String section, Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw ApiException.invalid(section, section + " must be an object of settings.");
    }
    Map<String, Object> read = new LinkedHashMap<>();
    members.forEach((name, member) -> read.put(String.valueOf(name), member));
    return read;
  }
}
