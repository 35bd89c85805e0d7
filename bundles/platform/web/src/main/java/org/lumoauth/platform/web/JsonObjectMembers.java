package org.lumoauth.platform.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.api.web.ApiException;

/**
 * The members of a JSON object that a request sent, where it matters whether a member is there: a
 * PATCH leaves what is absent and clears what is {@code null}. Each wrong member is refused with
 * 422 {@code validation_error} that names it.
 */
public final class JsonObjectMembers {
  private final Map<String, Object> body;

  private JsonObjectMembers(Map<String, Object> body) {
    this.body = body;
  }

  /**
   * Takes a body.
   *
   * @param body the parsed object; null for a request without one
   * @param known the names that it may have
   * @throws ApiException 400 {@code invalid_request} without a body, 422 with an unknown member
   */
  public static JsonObjectMembers of(Map<String, Object> body, Set<String> known) {
    if (body == null) {
      throw ApiException.invalidRequest("A JSON object is needed as the body.");
    }
    for (String name : new TreeSet<>(body.keySet())) {
      if (!known.contains(name)) {
        var shown = name.length() > 64 ? name.substring(0, 64) : name;
        throw ApiException.invalid(shown, "There is no member " + shown + " here.");
      }
    }
    return new JsonObjectMembers(body);
  }

  /** Whether the member is there, perhaps as {@code null}. */
  public boolean has(String name) {
    return body.containsKey(name);
  }

  /**
   * Text without control characters; empty if it is absent or {@code null}.
   *
   * @param maxLength the most characters
   */
  public Optional<String> text(String name, int maxLength) {
    var value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      throw ApiException.invalid(name, name + " is text.");
    }
    return Optional.of(checked(name, text, maxLength));
  }

  /** Text that must be there and not blank. */
  public String requireText(String name, int maxLength) {
    return text(name, maxLength)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> ApiException.invalid(name, name + " is needed."));
  }

  /** Text as it is, for secrets: neither trimmed nor checked; empty if absent or {@code null}. */
  public Optional<String> secret(String name) {
    var value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw ApiException.invalid(name, name + " is text.");
  }

  /** True or false; empty if it is absent. */
  public Optional<Boolean> flag(String name) {
    if (!body.containsKey(name)) {
      return Optional.empty();
    }
    if (body.get(name) instanceof Boolean flag) {
      return Optional.of(flag);
    }
    throw ApiException.invalid(name, name + " is true or false.");
  }

  /**
   * A list of texts; empty if it is absent.
   *
   * @param maxItems the most items
   * @param maxLength the most characters of each
   */
  public Optional<List<String>> textList(String name, int maxItems, int maxLength) {
    if (!body.containsKey(name)) {
      return Optional.empty();
    }
    if (!(body.get(name) instanceof List<?> items)) {
      throw ApiException.invalid(name, name + " is a list of texts.");
    }
    if (items.size() > maxItems) {
      throw ApiException.invalid(name, name + " has at most " + maxItems + " items.");
    }
    var texts = new ArrayList<String>(items.size());
    for (Object item : items) {
      if (!(item instanceof String text)) {
        throw ApiException.invalid(name, name + " is a list of texts.");
      }
      texts.add(checked(name, text, maxLength));
    }
    return Optional.of(List.copyOf(texts));
  }

  /** An object within; empty if it is absent or {@code null}. */
  public Optional<JsonObjectMembers> object(String name, Set<String> known) {
    var value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> object)) {
      throw ApiException.invalid(name, name + " is an object.");
    }
    var members = new HashMap<String, Object>();
    object.forEach((key, member) -> members.put(String.valueOf(key), member));
    return Optional.of(of(members, known));
  }

  /**
   * An object whose names are the caller's; empty if it is absent or {@code null}.
   *
   * @param maxEntries the most members
   */
  public Map<String, Object> map(String name, int maxEntries) {
    var value = body.get(name);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> object)) {
      throw ApiException.invalid(name, name + " is an object.");
    }
    if (object.size() > maxEntries) {
      throw ApiException.invalid(name, name + " has at most " + maxEntries + " members.");
    }
    var members = new TreeMap<String, Object>();
    object.forEach((key, member) -> members.put(String.valueOf(key), member));
    return members;
  }

  private static String checked(String name, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw ApiException.invalid(name, name + " has at most " + maxLength + " characters.");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.invalid(name, name + " has no control characters.");
    }
    return text;
  }
}
