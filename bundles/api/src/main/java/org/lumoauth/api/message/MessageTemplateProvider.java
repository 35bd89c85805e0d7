package org.lumoauth.api.message;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Extension point: the templates of a module's messages, which a tenant can replace. Registered
 * with {@code lumoauth.kind=message-templates} and {@code lumoauth.name}.
 */
public interface MessageTemplateProvider {

  /**
   * A template (FreeMarker).
   *
   * @param subject where the medium has one
   * @param text plain text
   * @param html HTML, if there is any
   */
  record MessageTemplate(Optional<String> subject, String text, Optional<String> html) {}

  /** Names of the templates that it has: lower-case letters, digits and hyphens. */
  Set<String> names();

  /**
   * Names of the variables that a template may show, beside {@code tenant_name}; none if there is
   * no such template. One with a {@code link} shows it.
   */
  Set<String> variables(String name);

  /**
   * A template in the language of this locale, whatever its region; empty if there is none. There
   * is one in English for each name, which is for readers of all other languages.
   */
  Optional<MessageTemplate> template(String name, Locale locale);
}
