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
 * The members of a JSON object of a request. Members that are not known are passed over, as the
 * specification's extensions need; one of the wrong type is refused with 400.
 */
record JsonRequestMembers(Map<String, Object> members) {

  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;

  /**
   * Reads the body.
   *
   * @throws ApiException 400 if it is no JSON object (section 10.1.9: a malformed request is 400)
   */
  static JsonRequestMembers read(HttpExchange exchange) throws IOException {
    Map<?, ?> body;
    try {
      body = exchange.readJson(Map.class);
    } catch (ApiException problem) {
      throw problem.status() == UNPROCESSABLE ? refused(problem.getMessage()) : problem;
    }
    if (body == null) {
      throw refused("Send the request as a JSON object.");
    }
    return new JsonRequestMembers(named(body));
  }

  /** An object, or none. */
  Optional<JsonRequestMembers> object(String name) {
    var value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw refused(name + " is an object.");
    }
    return Optional.of(new JsonRequestMembers(named(map)));
  }

  /** A text, or none. */
  Optional<String> text(String name, int max) {
    var value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.isEmpty() || text.length() > max) {
      throw refused(name + " is a text of 1 to " + max + " characters.");
    }
    return Optional.of(text);
  }

  /** A list of objects, or none. */
  Optional<List<?>> list(String name) {
    var value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> list)) {
      throw refused(name + " is an array.");
    }
    return Optional.of(list);
  }

  /** A whole number from 1, or none. */
  Optional<Integer> count(String name) {
    var value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Integer number) || number < 1) {
      throw refused(name + " is a number from 1.");
    }
    return Optional.of(number);
  }

  /** Free members of an object, those that are null left out. */
  Map<String, Object> values(String name) {
    return object(name).map(JsonRequestMembers::values).orElse(Map.of());
  }

  /** Its members, those that are null left out. */
  Map<String, Object> values() {
    var values = new HashMap<>(members);
    values.values().removeIf(Objects::isNull);
    return values;
  }

  /** Whether a member is there and is null: somebody meant to say something. */
  boolean isNull(String name) {
    return members.containsKey(name) && members.get(name) == null;
  }

  static ApiException refused(String message) {
    return new ApiException(BAD_REQUEST, "invalid_request", message);
  }

  private static Map<String, Object> named(Map<?, ?> map) {
    var members = new HashMap<String, Object>();
    map.forEach((name, value) -> members.put((String) name, value));
    return members;
  }
}
