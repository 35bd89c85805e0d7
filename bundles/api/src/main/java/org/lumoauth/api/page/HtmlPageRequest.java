package org.lumoauth.api.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A page to be made.
 *
 * @param template the template's name, as {@code password} or {@code device-code}
 * @param model what it shows: text, numbers, booleans, instants, optionals, lists, maps and records
 *     of these; all text is escaped
 * @param locales the reader's languages, the preferred first
 * @param formTargets origins beside our own that a form of the page may be sent or redirected to
 *     ({@code form-action}), as {@code https://app.example.com} or {@code com.example.app:}; an
 *     application that is reached so may lead people on
 * @param frames origins that the page may frame ({@code frame-src}), as front-channel logout does
 */
public record HtmlPageRequest(
    String template,
    Map<String, Object> model,
    List<Locale> locales,
    Set<String> formTargets,
    Set<String> frames) {
  public HtmlPageRequest {
    model = Map.copyOf(model);
    locales = List.copyOf(locales);
    formTargets = Set.copyOf(formTargets);
    frames = Set.copyOf(frames);
  }

  /** A page that frames nothing. */
  public HtmlPageRequest(
      String template, Map<String, Object> model, List<Locale> locales, Set<String> formTargets) {
    this(template, model, locales, formTargets, Set.of());
  }

  /** A page whose forms come back to this server. */
  public static HtmlPageRequest of(
      String template, Map<String, Object> model, List<Locale> locales) {
    return new HtmlPageRequest(template, model, locales, Set.of());
  }
}
