package org.lumoauth.api.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A page to be made.
 *
 * @param template the template's name, as {@code password} or {@code device-code}
 * @param model what it shows: text, numbers, booleans, lists, maps and records of these; all text
 *     is escaped
 * @param locales the reader's languages, the preferred first
 * @param formTargets origins beside our own that a form of the page may be sent or redirected to
 *     ({@code form-action})
 */
public record PageRequest(
    String template, Map<String, Object> model, List<Locale> locales, Set<String> formTargets) {
  public PageRequest {
    model = Map.copyOf(model);
    locales = List.copyOf(locales);
    formTargets = Set.copyOf(formTargets);
  }

  /** A page whose forms come back to this server. */
  public static PageRequest of(String template, Map<String, Object> model, List<Locale> locales) {
    return new PageRequest(template, model, locales, Set.of());
  }
}
