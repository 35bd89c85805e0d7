/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.web.ApiException;

/** Parses the request body of a template. */
public final class EmailTemplateRequestParser {
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_BODY = 50_000;
  private static final String SUBJECT = "subject";
  private static final String TEXT = "body_text";
  private static final String HTML = "body_html";

  private EmailTemplateRequestParser() {}

  /** Merges the submitted members into the template; absent members are unchanged. */
  static MessageTemplate content(Map<String, Object> body, MessageTemplate before) {
    Optional<String> html = text(body, HTML, MAX_BODY).or(before::html);
    Optional<String> text = text(body, TEXT, MAX_BODY);
    if (text.isEmpty() && body.get(HTML) instanceof String) {
      text =
          html.map(HtmlToTextConverter::of); // so that readers of plain text get the same content
    }
    if (body.containsKey(HTML) && body.get(HTML) == null) {
      html = Optional.empty();
    }
    return new MessageTemplate(
        text(body, SUBJECT, MAX_SUBJECT).or(before::subject), text.orElse(before.text()), html);
  }

  /**
   * Parses a complete template.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static MessageTemplate whole(Map<String, Object> body) {
    String text =
        text(body, TEXT, MAX_BODY)
            .orElseThrow(() -> ApiException.invalid(TEXT, "body_text is required."));
    return new MessageTemplate(text(body, SUBJECT, MAX_SUBJECT), text, text(body, HTML, MAX_BODY));
  }

  /** Parses the variable values of a preview. */
  static Map<String, String> variables(Map<String, Object> body) {
    Map<String, String> values = new HashMap<>();
    if (body.get("variables") instanceof Map<?, ?> sent) {
      sent.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
    }
    return values;
  }

  /**
   * Returns whether the template is active.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  public static boolean active(Map<String, Object> body, boolean before) {
    Object value = body.getOrDefault("is_active", before);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw ApiException.invalid("is_active", "is_active must be true or false.");
  }

  /**
   * Rejects unknown members.
   *
   * @throws ApiException 422 {@code validation_error} naming the first of them
   */
  public static void requireKnown(Map<String, Object> body, Set<String> names) {
    body.keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              var shown = name.length() > 64 ? name.substring(0, 64) : name;
              throw ApiException.invalid(
                  shown, "Unknown member " + shown + ". Remove it or correct its name.");
            });
  }

  private static Optional<String> text(Map<String, Object> body, String name, int longest) {
    Object value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank() && text.length() <= longest) {
      return Optional.of(text);
    }
    throw ApiException.invalid(
        name, name + " must be a string of 1 to " + longest + " characters.");
  }
}
