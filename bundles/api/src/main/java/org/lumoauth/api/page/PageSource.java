package org.lumoauth.api.page;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Extension point: templates and messages of a module's pages. Registered with {@code
 * lumoauth.kind=pages} and {@code lumoauth.name}. A source of higher {@code service.ranking} wins,
 * so that a module can replace a page or add a language.
 */
public interface PageSource {

  /** The text of a template (FreeMarker, HTML output format); empty if it has none of this name. */
  Optional<String> template(String name);

  /**
   * Messages by their keys, which begin with the module's name, as {@code password.wrong}
   * (ICU/MessageFormat patterns); empty if it has none in this language.
   */
  Map<String, String> messages(Locale locale);
}
