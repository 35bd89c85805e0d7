/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.message;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Extension point: the templates of a module's messages, which tenants can replace. Registered with
 * {@code lumoauth.kind=message-templates} and {@code lumoauth.name}.
 */
public interface MessageTemplateProvider {

  /**
   * A template (FreeMarker).
   *
   * @param subject the subject, if the medium has one
   * @param text the plain text
   * @param html the HTML, if any
   */
  record MessageTemplate(Optional<String> subject, String text, Optional<String> html) {}

  /** Returns the names of the templates: lower-case letters, digits and hyphens. */
  Set<String> names();

  /**
   * Returns the names of the variables that a template may use besides {@code tenant_name}; empty
   * for an unknown template. A template with the variable {@code link} must use it.
   */
  Set<String> variables(String name);

  /**
   * Returns a template in the language of this locale, regardless of its region; empty if not
   * available. Each name has an English template, which is used for readers of all other languages.
   */
  Optional<MessageTemplate> template(String name, Locale locale);
}
