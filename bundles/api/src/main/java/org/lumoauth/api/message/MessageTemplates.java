package org.lumoauth.api.message;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Extension point: the templates of a module's messages, which a tenant can replace. Registered
 * with {@code lumoauth.kind=message-templates} and {@code lumoauth.name}.
 */
public interface MessageTemplates {

  /**
   * A template (FreeMarker).
   *
   * @param subject where the medium has one
   * @param text plain text
   * @param html HTML, if there is any
   */
  record Template(Optional<String> subject, String text, Optional<String> html) {}

  /** Names of the templates that it has. */
  Set<String> names();

  /** Names of the variables that a template may show. */
  Set<String> variables(String name);

  /** A template in this language; empty if there is none. */
  Optional<Template> template(String name, Locale locale);
}
