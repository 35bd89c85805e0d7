/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.message;

import java.util.Map;
import java.util.Optional;

/**
 * A message to a person.
 *
 * @param to the address, in the format of the channel
 * @param template the name of the template, such as {@code password-reset}
 * @param locale the language (BCP 47)
 * @param model the values for the template
 * @param subject the rendered subject, if the channel has one
 * @param text the rendered plain text
 * @param html the rendered HTML
 */
public record Message(
    String to,
    String template,
    String locale,
    Map<String, Object> model,
    Optional<String> subject,
    String text,
    Optional<String> html) {}
