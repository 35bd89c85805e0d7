package org.lumoauth.platform.settings.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.lumoauth.api.settings.SettingsSchema.SettingDefinition;
import org.lumoauth.api.settings.SettingsSchema.SettingPreset;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.settings.SettingsSectionRegistry;

/**
 * The sections as the API names them. Most are a module's own. {@code authentication} is made of
 * what is left: the setting {@code minLength} of the section {@code password} is its member {@code
 * password_min_length}, and a few settings have the API's own name beside that. A module can have
 * its settings shown in another section in the same form.
 */
final class ApiSettingsSections {
  static final String AUTHENTICATION = "authentication";
  static final String GENERAL = "general";

  /** Sections of the API that stand alone, with the module that brings each. */
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

  /** Names that the API has for members of {@value #AUTHENTICATION}, with the members' own. */
  private static final Map<String, String> ALSO =
      Map.of(
          "session_timeout", "sessions_idle_seconds",
          "session_lifetime", "sessions_lifetime_seconds");

  /**
   * Objects that the API has in {@value #AUTHENTICATION}; each member stands there by itself too.
   */
  private static final List<SettingMemberGroup> GROUPS =
      List.of(
          new SettingMemberGroup(
              "password_policy",
              "password_",
              List.of(
                  "template",
                  "min_length",
                  "require_special",
                  "require_numbers",
                  "require_uppercase")),
          new SettingMemberGroup(
              "password_rotation_policy",
              "password_rotation_",
              List.of("enabled", "max_age_days", "notify_before_days", "history_count")),
          new SettingMemberGroup(
              "progressive_profiling", "progressive_profiling_", List.of("enabled", "rules")));

  private final SettingsSectionRegistry sections;

  ApiSettingsSections(SettingsSectionRegistry sections) {
    this.sections = sections;
  }

  /**
   * The members of a section.
   *
   * @throws ApiException 503 {@code module_unavailable} if its module is away, 404 if there is none
   */
  private List<SettingMember> lines(String wire) {
    var section = canonicalName(wire);
    if (section.equals(AUTHENTICATION)) {
      return authentication();
    }
    if (sections.declared(section).isEmpty()) {
      var module = ALONE.get(section);
      throw module == null
          ? ApiException.notFound("There is no such section of settings here.")
          : ApiException.moduleUnavailable(module);
    }
    // The reference writes one section in camel case and the others not.
    var lines = lines(section, section.equals(GENERAL) ? name -> name : SettingMember::snake);
    parts()
        .filter(part -> sections.shownIn(part).filter(section::equals).isPresent())
        .forEach(part -> lines.addAll(partLines(part)));
    return lines;
  }

  /**
   * A line for each of a section's settings and for each of its templates.
   *
   * @param member what the API calls a setting or template of this name
   */
  private List<SettingMember> lines(String section, UnaryOperator<String> member) {
    var lines = new ArrayList<SettingMember>();
    for (SettingDefinition setting : sections.settings(section).orElse(List.of())) {
      lines.add(new SettingMember(member.apply(setting.name()), section, setting));
    }
    for (SettingPreset template : sections.templates(section)) {
      sections
          .setting(section, template.setting())
          .map(
              setting ->
                  new SettingMember(
                      member.apply(template.name()), section, setting, Optional.of(template)))
          .ifPresent(lines::add);
    }
    return lines;
  }

  /** The sections of modules that are shown in another one too. */
  private Stream<String> parts() {
    return sections.names().stream().filter(name -> !ALONE.containsKey(name));
  }

  /** In another section the section's own name stands in front, but for one of that name. */
  private List<SettingMember> partLines(String part) {
    var prefix = part.equals(AUTHENTICATION) ? "" : SettingMember.snake(part) + '_';
    return lines(part, name -> prefix + SettingMember.snake(name));
  }

  /**
   * The body of a section.
   *
   * @throws ApiException 503 {@code module_unavailable} if its module is away, 404 if there is none
   */
  SettingsSectionBody body(String wire) {
    return new SettingsSectionBody(
        lines(wire),
        isAuthentication(wire) ? GROUPS : List.of(),
        (line, value) -> sections.objection(line.section(), line.setting().name(), value),
        member -> requireNotAway(canonicalName(wire), member));
  }

  /** The permission that each member of a section needs to be changed. */
  Map<String, String> permissions(String wire) {
    Map<String, String> needed = new TreeMap<>();
    for (SettingMember line : lines(wire)) {
      sections
          .shownPermission(line.section(), line.setting().name())
          .ifPresent(permission -> needed.put(line.member(), permission));
    }
    return needed;
  }

  /** A member that nobody knows may be one of a module that is away, which its name tells. */
  private void requireNotAway(String wire, String member) {
    var key = SettingMember.key(ALSO.getOrDefault(SettingMember.snake(member), member));
    sections
        .away()
        .forEach(
            (part, module) -> {
              boolean own = part.equals(AUTHENTICATION) && wire.equals(AUTHENTICATION);
              if (own || (!ALONE.containsKey(part) && key.startsWith(SettingMember.key(part)))) {
                throw ApiException.moduleUnavailable(module);
              }
            });
  }

  /** Whether the API means any section by a name, also one whose module is away. */
  boolean knows(String wire) {
    var section = canonicalName(wire);
    return section.equals(AUTHENTICATION)
        || ALONE.containsKey(section)
        || sections.isInstalled(section);
  }

  /** Whether the API means one of {@link #present} by a name, or one whose module is away. */
  boolean isStandalone(String wire) {
    var section = canonicalName(wire);
    return section.equals(AUTHENTICATION)
        || (ALONE.containsKey(section) && sections.isInstalled(section));
  }

  /** The section that the API means by a name. */
  static String canonicalName(String wire) {
    return wire.equals("auth") ? AUTHENTICATION : wire;
  }

  /** Whether the API means the section {@value #AUTHENTICATION} by a name. */
  static boolean isAuthentication(String wire) {
    return canonicalName(wire).equals(AUTHENTICATION);
  }

  /** The sections that there are, as the API names them. */
  List<String> present() {
    var names = new ArrayList<>(List.of(AUTHENTICATION));
    sections.names().stream().filter(ALONE::containsKey).forEach(names::add);
    return names;
  }

  private List<SettingMember> authentication() {
    var lines = new ArrayList<SettingMember>();
    parts()
        .filter(part -> sections.shownIn(part).isEmpty())
        .forEach(part -> lines.addAll(partLines(part)));
    return withOtherNames(lines);
  }

  private static List<SettingMember> withOtherNames(List<SettingMember> lines) {
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
