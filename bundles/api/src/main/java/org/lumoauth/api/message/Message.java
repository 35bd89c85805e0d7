package org.lumoauth.api.message;

import java.util.Map;
import java.util.Optional;

/**
 * A message to one person.
 *
 * @param to the address, in the channel's own form
 * @param template the template's name, as {@code password-reset}
 * @param locale the language (BCP 47)
 * @param model what the template shows
 * @param subject rendered, where the channel has one
 * @param text rendered as plain text
 * @param html rendered as HTML
 */
public record Message(
    String to,
    String template,
    String locale,
    Map<String, Object> model,
    Optional<String> subject,
    String text,
    Optional<String> html) {}
