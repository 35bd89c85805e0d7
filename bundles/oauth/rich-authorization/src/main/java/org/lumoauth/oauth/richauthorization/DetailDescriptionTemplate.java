/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A description template with placeholders for members of an element: <code>{member}</code> or
 * <code>{member.within}</code>. Inserted values are plain text and are not expanded again; pages
 * escape the result.
 */
public final class DetailDescriptionTemplate {

  private static final Pattern PLACE =
      Pattern.compile("\\{([A-Za-z0-9_-]{1,64}(?:\\.[A-Za-z0-9_-]{1,64}){0,7})\\}");

  /** Line breaks and characters that change the text direction. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069]+");

  private static final String NOTHING = "\u2013";

  private final String line;

  private DetailDescriptionTemplate(String line) {
    this.line = line;
  }

  /** Creates a template from a validated line. */
  static DetailDescriptionTemplate of(String line) {
    return new DetailDescriptionTemplate(line);
  }

  /** Returns the error in a line; empty if it is valid. */
  public static Optional<String> findFault(String line) {
    String rest = PLACE.matcher(line).replaceAll("");
    if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      return Optional.of("Braces must contain the name of a member, for example {creditorName}.");
    }
    return UNSEEN.matcher(line).find()
        ? Optional.of("The text must be a single line without control characters.")
        : Optional.empty();
  }

  /** Returns the line with the values of the element. */
  String fill(JsonNode element) {
    Matcher places = PLACE.matcher(line);
    StringBuilder filled = new StringBuilder();
    while (places.find()) {
      places.appendReplacement(
          filled, Matcher.quoteReplacement(text(value(element, places.group(1)))));
    }
    return places.appendTail(filled).toString();
  }

  /** Lists all values of an element, for types without a template. */
  static String listing(JsonNode element) {
    String all =
        element.properties().stream()
            .filter(member -> !member.getKey().equals("type"))
            .sorted(Map.Entry.comparingByKey())
            .map(member -> clean(member.getKey()) + ": " + text(member.getValue()))
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? NOTHING : all;
  }

  private static JsonNode value(JsonNode element, String path) {
    JsonNode value = element;
    for (String name : path.split("\\.")) {
      value = value.path(name);
    }
    return value;
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return NOTHING;
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(text(item)));
      return items.isEmpty() ? NOTHING : String.join(", ", items);
    }
    return clean(value.isTextual() ? value.textValue() : value.toString());
  }

  private static String clean(String text) {
    return UNSEEN.matcher(text).replaceAll(" ");
  }
}
