/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.settings.TenantSettingsSection.SettingPreset;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.settings.SettingsSectionRegistry;

/**
 * Maps sections to their API names. Most belong to one module. {@code authentication} contains the
 * remaining sections: the setting {@code minLength} of the section {@code password} is its member
 * {@code password_min_length}, and a few settings have an additional API name. A module can show
 * its settings in another section in the same form.
 */
final class ApiSettingsSectionMapper {
  static final String AUTHENTICATION = "authentication";
  static final String GENERAL = "general";

  /** API sections that stand alone, with the module that declares each. */
  private static final Map<String, String> ALONE =
      Map.of(
          GENERAL,
          "platform-settings",
          "security",
          "platform-settings",
          "decisions",
          "platform-authz",
          "branding",
          "authn-pages",
          "email",
          "messages-mail",
          "scim",
          "enterprise-scim");

  /** Additional API names of members of {@value #AUTHENTICATION}. */
  private static final Map<String, String> ALSO =
      Map.of(
          "session_timeout", "sessions_idle_seconds",
          "session_lifetime", "sessions_lifetime_seconds");

  /**
   * Objects of the API in {@value #AUTHENTICATION}; each of their members is also available
   * separately.
   */
  private static final List<ApiSettingMemberGroup> GROUPS =
      List.of(
          new ApiSettingMemberGroup(
              "password_policy",
              "password_",
              List.of(
                  "template",
                  "min_length",
                  "require_special",
                  "require_numbers",
                  "require_uppercase")),
          new ApiSettingMemberGroup(
              "password_rotation_policy",
              "password_rotation_",
              List.of("enabled", "max_age_days", "notify_before_days", "history_count")),
          new ApiSettingMemberGroup(
              "progressive_profiling", "progressive_profiling_", List.of("enabled", "rules")));

  private final SettingsSectionRegistry sections;

  ApiSettingsSectionMapper(SettingsSectionRegistry sections) {
    this.sections = sections;
  }

  /**
   * Returns the members of a section.
   *
   * @throws ApiException 503 {@code module_unavailable} if its module is unavailable, 404 if it
   *     does not exist
   */
  private List<ApiSettingMember> lines(String wire) {
    var section = canonicalName(wire);
    if (section.equals(AUTHENTICATION)) {
      return authentication();
    }
    if (sections.declared(section).isEmpty()) {
      var module = ALONE.get(section);
      throw module == null
          ? ApiException.notFound("The settings section does not exist.")
          : ApiException.moduleUnavailable(module);
    }
    // The API specifies one section in camel case and the others in snake case.
    var lines = lines(section, section.equals(GENERAL) ? name -> name : ApiSettingMember::snake);
    parts()
        .filter(part -> sections.shownIn(part).filter(section::equals).isPresent())
        .forEach(part -> lines.addAll(partLines(part)));
    return lines;
  }

  /**
   * Returns a member for each setting and each preset of a section.
   *
   * @param member returns the API name of a setting or preset
   */
  private List<ApiSettingMember> lines(String section, UnaryOperator<String> member) {
    var lines = new ArrayList<ApiSettingMember>();
    for (SettingDefinition setting : sections.settings(section).orElse(List.of())) {
      lines.add(new ApiSettingMember(member.apply(setting.name()), section, setting));
    }
    for (SettingPreset template : sections.templates(section)) {
      sections
          .setting(section, template.setting())
          .map(
              setting ->
                  new ApiSettingMember(
                      member.apply(template.name()), section, setting, Optional.of(template)))
          .ifPresent(lines::add);
    }
    return lines;
  }

  /** Returns the sections that are shown within another section. */
  private Stream<String> parts() {
    return sections.names().stream().filter(name -> !ALONE.containsKey(name));
  }

  /**
   * Returns a section's members within another section. Their names have the section's name as
   * prefix, except those of the section {@value #AUTHENTICATION}.
   */
  private List<ApiSettingMember> partLines(String part) {
    var prefix = part.equals(AUTHENTICATION) ? "" : ApiSettingMember.snake(part) + '_';
    return lines(part, name -> prefix + ApiSettingMember.snake(name));
  }

  /**
   * Returns the body of a section.
   *
   * @throws ApiException 503 {@code module_unavailable} if its module is unavailable, 404 if it
   *     does not exist
   */
  SettingsSectionBodyMapper body(String wire) {
    return new SettingsSectionBodyMapper(
        lines(wire),
        isAuthentication(wire) ? GROUPS : List.of(),
        (line, value) -> sections.objection(line.section(), line.setting().name(), value),
        member -> requireNotAway(canonicalName(wire), member));
  }

  /** Returns the permission required to change each member of a section. */
  Map<String, String> permissions(String wire) {
    Map<String, String> needed = new TreeMap<>();
    for (ApiSettingMember line : lines(wire)) {
      sections
          .shownPermission(line.section(), line.setting().name())
          .ifPresent(permission -> needed.put(line.member(), permission));
    }
    return needed;
  }

  /** Reports an unavailable module if an unknown member's name belongs to it. */
  private void requireNotAway(String wire, String member) {
    var key = ApiSettingMember.key(ALSO.getOrDefault(ApiSettingMember.snake(member), member));
    sections
        .away()
        .forEach(
            (part, module) -> {
              boolean own = part.equals(AUTHENTICATION) && wire.equals(AUTHENTICATION);
              if (own || (!ALONE.containsKey(part) && key.startsWith(ApiSettingMember.key(part)))) {
                throw ApiException.moduleUnavailable(module);
              }
            });
  }

  /** Returns whether the name is a section of the API, including those of unavailable modules. */
  boolean knows(String wire) {
    var section = canonicalName(wire);
    return section.equals(AUTHENTICATION)
        || ALONE.containsKey(section)
        || sections.isInstalled(section);
  }

  /** Returns whether the name is one of {@link #present} or a section of an unavailable module. */
  boolean isStandalone(String wire) {
    var section = canonicalName(wire);
    return section.equals(AUTHENTICATION)
        || (ALONE.containsKey(section) && sections.isInstalled(section));
  }

  /** Returns the section of an API name. */
  static String canonicalName(String wire) {
    return wire.equals("auth") ? AUTHENTICATION : wire;
  }

  /** Returns whether the name is the section {@value #AUTHENTICATION}. */
  static boolean isAuthentication(String wire) {
    return canonicalName(wire).equals(AUTHENTICATION);
  }

  /** Returns the API names of the available sections. */
  List<String> present() {
    var names = new ArrayList<>(List.of(AUTHENTICATION));
    sections.names().stream().filter(ALONE::containsKey).forEach(names::add);
    return names;
  }

  private List<ApiSettingMember> authentication() {
    var lines = new ArrayList<ApiSettingMember>();
    parts()
        .filter(part -> sections.shownIn(part).isEmpty())
        .forEach(part -> lines.addAll(partLines(part)));
    return withOtherNames(lines);
  }

  private static List<ApiSettingMember> withOtherNames(List<ApiSettingMember> lines) {
    var all = new ArrayList<>(lines);
    new TreeMap<>(ALSO)
        .forEach(
            (other, own) ->
                lines.stream()
                    .filter(line -> line.member().equals(own))
                    .forEach(line -> all.add(line.withName(other))));
    return all;
  }
}
