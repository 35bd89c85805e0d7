package org.lumoauth.api.page;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Extension point: templates and messages of a module's pages. Registered with {@code
 * lumoauth.kind=pages} and {@code lumoauth.name}. A source of higher {@code service.ranking} wins,
 * so that a module can replace a page or add a language.
 *
 * <p>A bundle need not write one: with the manifest header {@code LumoAuth-Pages: pages} its folder
 * {@code pages} is a source under the bundle's {@code LumoAuth-Module} name: {@code
 * pages/NAME.ftlh} are its templates and {@code pages/messages_LANGUAGE.properties} (UTF-8) its
 * messages. {@code pages;ranking=10} gives it a ranking.
 */
public interface HtmlPageSource {

  /**
   * The text of a template (FreeMarker, HTML output format); empty if it has none of this name. The
   * name is no path.
   */
  Optional<String> template(String name);

  /** Languages that it has messages in: the same messages, with the same arguments, in each. */
  Set<Locale> languages();

  /**
   * Messages by their keys, which begin with the module's name, as {@code password.wrong} ({@link
   * java.text.MessageFormat} patterns); empty if it has none in this language.
   */
  Map<String, String> messages(Locale locale);
}
