/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.web.ApiException;

/**
 * Validates an administrator's template, which may contain only text and the message's variables as
 * {@code ${name}}. The rest of the template language is not available to tenants: a loop or a
 * built-in function can use arbitrary time and memory and access other data.
 */
public final class MessageTemplateValidator {

  /** The variable that the message requires. */
  public static final String LINK = "link";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([a-zA-Z][a-zA-Z0-9_]*)\\s*}");
  private static final Pattern LANGUAGE = Pattern.compile("[$#]\\{|</?[#@]|\\[/?[#@=]");

  private MessageTemplateValidator() {}

  /**
   * Validates a template.
   *
   * @param variables the variables of the message
   * @throws ApiException 422 {@code validation_error} naming the member of the request
   */
  public static void check(MessageTemplate content, Set<String> variables) {
    content.subject().ifPresent(text -> check("subject", text, variables));
    check("body_text", content.text(), variables);
    content.html().ifPresent(text -> check("body_html", text, variables));
    if (variables.contains(LINK)) {
      checkLink(content);
    }
  }

  private static void checkLink(MessageTemplate content) {
    requireLink("body_text", content.text());
    if (!TextLinkPlacementChecker.isStandalone(content.text())) {
      throw ApiException.invalid(
          "body_text", "body_text must not contain ${link} inside or directly after another URL.");
    }
    content
        .html()
        .ifPresent(
            html -> {
              requireLink("body_html", html);
              MessageHtmlValidator.check(html);
            });
  }

  private static void requireLink(String member, String text) {
    if (!shows(text, LINK)) {
      throw ApiException.invalid(member, member + " must contain ${link}.");
    }
  }

  private static void check(String member, String text, Set<String> variables) {
    var matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (!variables.contains(matcher.group(1))) {
        throw ApiException.invalid(
            member,
            "Unknown variable "
                + matcher.group(1)
                + ". Available variables: "
                + new TreeSet<>(variables));
      }
    }
    if (LANGUAGE.matcher(VARIABLE.matcher(text).replaceAll("")).find()) {
      throw ApiException.invalid(
          member, member + " may contain ${variable}s but no other template syntax.");
    }
  }

  /** Returns whether a part contains a variable. */
  static boolean shows(String text, String variable) {
    var matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(variable)) {
        return true;
      }
    }
    return false;
  }
}
