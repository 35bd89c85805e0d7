package org.lumoauth.platform.settings.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.lumoauth.api.settings.SettingsSchema.Setting;
import org.lumoauth.api.settings.SettingsSchema.Template;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.settings.Sections;

/**
 * The sections as the API names them. Most are a module's own. {@code authentication} is made of
 * what is left: the setting {@code minLength} of the section {@code password} is its member {@code
 * password_min_length}, and a few settings have the API's own name beside that. A module can have
 * its settings shown in another section in the same form.
 */
final class WireSections {
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
  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "password_policy",
              "password_",
              List.of(
                  "template",
                  "min_length",
                  "require_special",
                  "require_numbers",
                  "require_uppercase")),
          new Group(
              "password_rotation_policy",
              "password_rotation_",
              List.of("enabled", "max_age_days", "notify_before_days", "history_count")),
          new Group(
              "progressive_profiling", "progressive_profiling_", List.of("enabled", "rules")));

  private final Sections sections;

  WireSections(Sections sections) {
    this.sections = sections;
  }

  /**
   * The members of a section.
   *
   * @throws Problem 503 {@code module_unavailable} if its module is away, 404 if there is none
   */
  private List<Line> lines(String wire) {
    var section = named(wire);
    if (section.equals(AUTHENTICATION)) {
      return authentication();
    }
    if (sections.declared(section).isEmpty()) {
      var module = ALONE.get(section);
      throw module == null
          ? Problem.notFound("There is no such section of settings here.")
          : Problem.moduleUnavailable(module);
    }
    // The reference writes one section in camel case and the others not.
    var lines = lines(section, section.equals(GENERAL) ? name -> name : Line::snake);
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
  private List<Line> lines(String section, UnaryOperator<String> member) {
    var lines = new ArrayList<Line>();
    for (Setting setting : sections.settings(section).orElse(List.of())) {
      lines.add(new Line(member.apply(setting.name()), section, setting));
    }
    for (Template template : sections.templates(section)) {
      sections
          .setting(section, template.setting())
          .map(
              setting ->
                  new Line(member.apply(template.name()), section, setting, Optional.of(template)))
          .ifPresent(lines::add);
    }
    return lines;
  }

  /** The sections of modules that are shown in another one too. */
  private Stream<String> parts() {
    return sections.names().stream().filter(name -> !ALONE.containsKey(name));
  }

  /** In another section the section's own name stands in front, but for one of that name. */
  private List<Line> partLines(String part) {
    var prefix = part.equals(AUTHENTICATION) ? "" : Line.snake(part) + '_';
    return lines(part, name -> prefix + Line.snake(name));
  }

  /**
   * The body of a section.
   *
   * @throws Problem 503 {@code module_unavailable} if its module is away, 404 if there is none
   */
  SectionBody body(String wire) {
    return new SectionBody(
        lines(wire),
        isAuthentication(wire) ? GROUPS : List.of(),
        (line, value) -> sections.objection(line.section(), line.setting().name(), value),
        member -> requireNotAway(named(wire), member));
  }

  /** The permission that each member of a section needs to be changed. */
  Map<String, String> permissions(String wire) {
    Map<String, String> needed = new TreeMap<>();
    for (Line line : lines(wire)) {
      sections
          .shownPermission(line.section(), line.setting().name())
          .ifPresent(permission -> needed.put(line.member(), permission));
    }
    return needed;
  }

  /** A member that nobody knows may be one of a module that is away, which its name tells. */
  private void requireNotAway(String wire, String member) {
    var key = Line.key(ALSO.getOrDefault(Line.snake(member), member));
    sections
        .away()
        .forEach(
            (part, module) -> {
              boolean own = part.equals(AUTHENTICATION) && wire.equals(AUTHENTICATION);
              if (own || (!ALONE.containsKey(part) && key.startsWith(Line.key(part)))) {
                throw Problem.moduleUnavailable(module);
              }
            });
  }

  /** Whether the API means any section by a name, also one whose module is away. */
  boolean knows(String wire) {
    var section = named(wire);
    return section.equals(AUTHENTICATION)
        || ALONE.containsKey(section)
        || sections.isInstalled(section);
  }

  /** Whether the API means one of {@link #present} by a name, or one whose module is away. */
  boolean standsAlone(String wire) {
    var section = named(wire);
    return section.equals(AUTHENTICATION)
        || (ALONE.containsKey(section) && sections.isInstalled(section));
  }

  /** The section that the API means by a name. */
  static String named(String wire) {
    return wire.equals("auth") ? AUTHENTICATION : wire;
  }

  /** Whether the API means the section {@value #AUTHENTICATION} by a name. */
  static boolean isAuthentication(String wire) {
    return named(wire).equals(AUTHENTICATION);
  }

  /** The sections that there are, as the API names them. */
  List<String> present() {
    var names = new ArrayList<>(List.of(AUTHENTICATION));
    sections.names().stream().filter(ALONE::containsKey).forEach(names::add);
    return names;
  }

  private List<Line> authentication() {
    var lines = new ArrayList<Line>();
    parts()
        .filter(part -> sections.shownIn(part).isEmpty())
        .forEach(part -> lines.addAll(partLines(part)));
    return withOtherNames(lines);
  }

  private static List<Line> withOtherNames(List<Line> lines) {
    var all = new ArrayList<>(lines);
    new TreeMap<>(ALSO)
        .forEach(
            (other, own) ->
                lines.stream()
                    .filter(line -> line.member().equals(own))
                    .forEach(line -> all.add(line.as(other))));
    return all;
  }
}
