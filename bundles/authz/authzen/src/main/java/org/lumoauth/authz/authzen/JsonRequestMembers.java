/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/**
 * The members of a JSON object in a request. Unknown members are ignored, as the specification's
 * extensions require; a member of the wrong type is refused with 400.
 */
public record JsonRequestMembers(Map<String, Object> members) {

  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;

  /**
   * Parses the body.
   *
   * @throws ApiException 400 if it is not a JSON object (section 10.1.9: a malformed request is
   *     400)
   */
  public static JsonRequestMembers read(HttpExchange exchange) throws IOException {
    Map<?, ?> body;
    try {
      body = exchange.readJson(Map.class);
    } catch (ApiException problem) {
      throw problem.status() == UNPROCESSABLE ? refused(problem.getMessage()) : problem;
    }
    if (body == null) {
      throw refused("The request body must be a JSON object.");
    }
    return new JsonRequestMembers(named(body));
  }

  /** Returns an optional object. */
  public Optional<JsonRequestMembers> object(String name) {
    var value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw refused("`" + name + "` must be an object.");
    }
    return Optional.of(new JsonRequestMembers(named(map)));
  }

  /** Returns an optional text. */
  public Optional<String> text(String name, int max) {
    var value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.isEmpty() || text.length() > max) {
      throw refused("`" + name + "` must be a string of 1 to " + max + " characters.");
    }
    return Optional.of(text);
  }

  /** Returns an optional list of objects. */
  Optional<List<?>> list(String name) {
    var value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> list)) {
      throw refused("`" + name + "` must be an array.");
    }
    return Optional.of(list);
  }

  /** Returns an optional integer of 1 or more. */
  public Optional<Integer> count(String name) {
    var value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Integer number) || number < 1) {
      throw refused("`" + name + "` must be a number of 1 or more.");
    }
    return Optional.of(number);
  }

  /** Returns the members of a free-form object, without null values. */
  public Map<String, Object> values(String name) {
    return object(name).map(JsonRequestMembers::values).orElse(Map.of());
  }

  /** Returns the members, without null values. */
  Map<String, Object> values() {
    var values = new HashMap<>(members);
    values.values().removeIf(Objects::isNull);
    return values;
  }

  /** Returns whether a member is present with the value null. */
  boolean isNull(String name) {
    return members.containsKey(name) && members.get(name) == null;
  }

  public static ApiException refused(String message) {
    return new ApiException(BAD_REQUEST, "invalid_request", message);
  }

  private static Map<String, Object> named(Map<?, ?> map) {
    var members = new HashMap<String, Object>();
    map.forEach((name, value) -> members.put((String) name, value));
    return members;
  }
}
