package org.lumoauth.platform.settings.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lumoauth.api.settings.SettingsSchema.Setting;
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
    var section = wire.equals("auth") ? AUTHENTICATION : wire;
    if (section.equals(AUTHENTICATION)) {
      return authentication();
    }
    var settings = sections.settings(section);
    if (settings.isEmpty()) {
      var module = ALONE.get(section);
      throw module == null
          ? Problem.notFound("There is no such section of settings here.")
          : Problem.moduleUnavailable(module);
    }
    return Stream.concat(
            settings.get().stream()
                .map(setting -> new Line(member(section, setting), section, setting)),
            parts()
                .filter(part -> sections.shownIn(part).filter(section::equals).isPresent())
                .flatMap(this::partLines))
        .toList();
  }

  /** The sections of modules that are shown in another one too. */
  private Stream<String> parts() {
    return sections.names().stream().filter(name -> !ALONE.containsKey(name));
  }

  private Stream<Line> partLines(String part) {
    return sections.settings(part).orElse(List.of()).stream()
        .map(
            setting ->
                new Line(Line.snake(part) + '_' + Line.snake(setting.name()), part, setting));
  }

  /**
   * The body of a section.
   *
   * @throws Problem 503 {@code module_unavailable} if its module is away, 404 if there is none
   */
  SectionBody body(String wire) {
    return new SectionBody(
        lines(wire),
        (line, value) -> sections.objection(line.section(), line.setting().name(), value));
  }

  /** The sections that there are, as the API names them. */
  List<String> present() {
    var names = new ArrayList<>(List.of(AUTHENTICATION));
    sections.names().stream().filter(ALONE::containsKey).forEach(names::add);
    return names;
  }

  private List<Line> authentication() {
    var lines =
        parts()
            .filter(part -> sections.shownIn(part).isEmpty())
            .flatMap(part -> part.equals(AUTHENTICATION) ? ownLines(part) : partLines(part))
            .toList();
    return withOtherNames(lines);
  }

  private Stream<Line> ownLines(String section) {
    return sections.settings(section).orElse(List.of()).stream()
        .map(setting -> new Line(Line.snake(setting.name()), section, setting));
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

  /** The reference writes one section in camel case and the others not. */
  private static String member(String section, Setting setting) {
    return section.equals(GENERAL) ? setting.name() : Line.snake(setting.name());
  }
}
