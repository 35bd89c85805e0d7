/* SPDX-License-Identifier: Apache-2.0 */
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
 * <p>A bundle need not implement this: with the manifest header {@code LumoAuth-Pages: pages}, its
 * folder {@code pages} is a source under the bundle's {@code LumoAuth-Module} name. {@code
 * pages/NAME.ftlh} are the templates and {@code pages/messages_LANGUAGE.properties} (UTF-8) the
 * messages. {@code pages;ranking=10} sets a ranking.
 */
public interface HtmlPageSource {

  /**
   * Returns the text of a template (FreeMarker, HTML output format); empty if this source does not
   * have it. The name is not a path.
   */
  Optional<String> template(String name);

  /** Returns the languages of this source: each has the same messages with the same arguments. */
  Set<Locale> languages();

  /**
   * Returns the messages by key ({@link java.text.MessageFormat} patterns). Keys begin with the
   * module's name, such as {@code password.wrong}. Empty if the language is not supported.
   */
  Map<String, String> messages(Locale locale);
}
