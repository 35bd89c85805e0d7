/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.transfer;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;

/**
 * The key of a tenant's template, as {@code password-reset de}.
 *
 * @param name the message name
 * @param locale the language without a region
 */
record EmailTemplateKey(String name, Locale locale) {

  /** The member of an export item. */
  static final String MEMBER = "template";

  private static final Pattern SHAPE = Pattern.compile("([!-~]{1,100}) ([a-z]{2,8})");

  /**
   * Returns the key of an item.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static EmailTemplateKey of(Map<String, Object> item) {
    if (item.get(MEMBER) instanceof String text) {
      Matcher parts = SHAPE.matcher(text);
      if (parts.matches()) {
        Locale locale = Locale.forLanguageTag(parts.group(2));
        if (locale.getLanguage().equals(parts.group(2))) {
          return new EmailTemplateKey(parts.group(1), locale);
        }
      }
    }
    throw ApiException.invalid(
        MEMBER, MEMBER + " must be a message name and a language, such as password-reset de.");
  }
}
