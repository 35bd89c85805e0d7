/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

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
 * Reads the members of a JSON request body where it matters whether a member is present: PATCH
 * leaves absent members unchanged and clears those that are {@code null}. An invalid member is
 * rejected with 422 {@code validation_error}, which names it.
 */
public final class JsonObjectMemberReader {
  private final Map<String, Object> body;

  private JsonObjectMemberReader(Map<String, Object> body) {
    this.body = body;
  }

  /**
   * Creates a reader of a body.
   *
   * @param body the parsed object; null for a request without a body
   * @param known the allowed member names
   * @throws ApiException 400 {@code invalid_request} without a body, 422 for an unknown member
   */
  public static JsonObjectMemberReader of(Map<String, Object> body, Set<String> known) {
    if (body == null) {
      throw ApiException.invalidRequest("The request body must be a JSON object.");
    }
    for (String name : new TreeSet<>(body.keySet())) {
      if (!known.contains(name)) {
        var shown = name.length() > 64 ? name.substring(0, 64) : name;
        throw ApiException.invalid(
            shown, "Unknown member " + shown + ". Remove it or correct its name.");
      }
    }
    return new JsonObjectMemberReader(body);
  }

  /** Returns whether the member is present, even if it is {@code null}. */
  public boolean has(String name) {
    return body.containsKey(name);
  }

  /**
   * Returns a text without control characters; empty if the member is absent or {@code null}.
   *
   * @param maxLength the maximum number of characters
   */
  public Optional<String> text(String name, int maxLength) {
    var value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      throw ApiException.invalid(name, name + " must be a string.");
    }
    return Optional.of(checked(name, text, maxLength));
  }

  /** Returns a text that must be present and not blank. */
  public String requireText(String name, int maxLength) {
    return text(name, maxLength)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> ApiException.invalid(name, name + " is required."));
  }

  /**
   * Returns the text unchanged, for secrets: neither trimmed nor validated; empty if absent or
   * {@code null}.
   */
  public Optional<String> secret(String name) {
    var value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw ApiException.invalid(name, name + " must be a string.");
  }

  /** Returns a boolean; empty if the member is absent. */
  public Optional<Boolean> flag(String name) {
    if (!body.containsKey(name)) {
      return Optional.empty();
    }
    if (body.get(name) instanceof Boolean flag) {
      return Optional.of(flag);
    }
    throw ApiException.invalid(name, name + " must be true or false.");
  }

  /**
   * Returns a list of texts; empty if the member is absent.
   *
   * @param maxItems the maximum number of items
   * @param maxLength the maximum number of characters of each item
   */
  public Optional<List<String>> textList(String name, int maxItems, int maxLength) {
    if (!body.containsKey(name)) {
      return Optional.empty();
    }
    if (!(body.get(name) instanceof List<?> items)) {
      throw ApiException.invalid(name, name + " must be a list of strings.");
    }
    if (items.size() > maxItems) {
      throw ApiException.invalid(name, name + " must have at most " + maxItems + " items.");
    }
    var texts = new ArrayList<String>(items.size());
    for (Object item : items) {
      if (!(item instanceof String text)) {
        throw ApiException.invalid(name, name + " must be a list of strings.");
      }
      texts.add(checked(name, text, maxLength));
    }
    return Optional.of(List.copyOf(texts));
  }

  /** Returns a nested object; empty if the member is absent or {@code null}. */
  public Optional<JsonObjectMemberReader> object(String name, Set<String> known) {
    var value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> object)) {
      throw ApiException.invalid(name, name + " must be an object.");
    }
    var members = new HashMap<String, Object>();
    object.forEach((key, member) -> members.put(String.valueOf(key), member));
    return Optional.of(of(members, known));
  }

  /**
   * Returns an object with member names of the caller's choice; empty if it is absent or {@code
   * null}.
   *
   * @param maxEntries the maximum number of members
   */
  public Map<String, Object> map(String name, int maxEntries) {
    var value = body.get(name);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> object)) {
      throw ApiException.invalid(name, name + " must be an object.");
    }
    if (object.size() > maxEntries) {
      throw ApiException.invalid(name, name + " must have at most " + maxEntries + " members.");
    }
    var members = new TreeMap<String, Object>();
    object.forEach((key, member) -> members.put(String.valueOf(key), member));
    return members;
  }

  private static String checked(String name, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw ApiException.invalid(name, name + " must have at most " + maxLength + " characters.");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.invalid(name, name + " must not contain control characters.");
    }
    return text;
  }
}
