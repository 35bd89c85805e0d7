/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A page to render.
 *
 * @param template the name of the template, such as {@code password} or {@code device-code}
 * @param model the values to show: text, numbers, booleans, instants, optionals, lists, maps and
 *     records of these; all text is escaped
 * @param locales the reader's languages, the preferred first
 * @param formTargets origins other than this server to which a form of the page may be sent or
 *     redirected ({@code form-action}), such as {@code https://app.example.com} or {@code
 *     com.example.app:}; such an application may redirect further
 * @param frames origins that the page may frame ({@code frame-src}), as for front-channel logout
 */
public record HtmlPageRenderRequest(
    String template,
    Map<String, Object> model,
    List<Locale> locales,
    Set<String> formTargets,
    Set<String> frames) {
  public HtmlPageRenderRequest {
    model = Map.copyOf(model);
    locales = List.copyOf(locales);
    formTargets = Set.copyOf(formTargets);
    frames = Set.copyOf(frames);
  }

  /** Creates a page without frames. */
  public HtmlPageRenderRequest(
      String template, Map<String, Object> model, List<Locale> locales, Set<String> formTargets) {
    this(template, model, locales, formTargets, Set.of());
  }

  /** Returns a page with forms that are sent to this server. */
  public static HtmlPageRenderRequest of(
      String template, Map<String, Object> model, List<Locale> locales) {
    return new HtmlPageRenderRequest(template, model, locales, Set.of());
  }
}
