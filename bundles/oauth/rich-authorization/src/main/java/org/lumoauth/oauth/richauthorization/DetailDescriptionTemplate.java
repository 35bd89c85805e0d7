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
 * A line with places for members of an element: <code>{member}</code> or <code>{member.within}
 * </code>. What is put there is plain text and is not looked at again; pages escape the whole.
 */
public final class DetailDescriptionTemplate {

  private static final Pattern PLACE =
      Pattern.compile("\\{([A-Za-z0-9_-]{1,64}(?:\\.[A-Za-z0-9_-]{1,64}){0,7})\\}");

  /** What ends a line, and what turns the direction of those that follow. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069]+");

  private static final String NOTHING = "\u2013";

  private final String line;

  private DetailDescriptionTemplate(String line) {
    this.line = line;
  }

  /** A line that was checked. */
  static DetailDescriptionTemplate of(String line) {
    return new DetailDescriptionTemplate(line);
  }

  /** What is wrong with a line; empty if nothing is. */
  public static Optional<String> findFault(String line) {
    String rest = PLACE.matcher(line).replaceAll("");
    if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      return Optional.of("Braces hold the name of a member, as in {creditorName}.");
    }
    return UNSEEN.matcher(line).find()
        ? Optional.of("It is one line, without control characters.")
        : Optional.empty();
  }

  /** The line with what the element says. */
  String fill(JsonNode element) {
    Matcher places = PLACE.matcher(line);
    StringBuilder filled = new StringBuilder();
    while (places.find()) {
      places.appendReplacement(
          filled, Matcher.quoteReplacement(text(value(element, places.group(1)))));
    }
    return places.appendTail(filled).toString();
  }

  /** All that an element says, where nobody found words for it. */
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
