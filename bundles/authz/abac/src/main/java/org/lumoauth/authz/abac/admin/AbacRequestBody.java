package org.lumoauth.authz.abac.admin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.JsonObjectMembers;

/**
 * What was sent, with the members that only the server sets left out: whoever sends back what it
 * got is not refused.
 */
final class AbacRequestBody {

  private static final Set<String> OURS = Set.of("id", "isSystem", "createdAt", "updatedAt");
  private static final String VERSION = "version";

  private final Map<String, Object> sent;
  private final JsonObjectMembers members;

  /**
   * @param known the members that it may have
   * @throws ApiException 400 without a body, 422 with an unknown member
   */
  AbacRequestBody(Map<String, Object> sent, Set<String> known) {
    var all = new HashSet<>(known);
    all.addAll(OURS);
    all.add(VERSION);
    this.members = JsonObjectMembers.of(sent, all);
    this.sent = sent;
  }

  JsonObjectMembers members() {
    return members;
  }

  boolean has(String name) {
    return members.has(name);
  }

  Object raw(String name) {
    return sent.get(name);
  }

  /** An object within, as it is; empty if it is absent or null. */
  Optional<Map<String, Object>> object(String name) {
    var value = sent.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw ApiException.invalid(name, name + " is an object.");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((key, member) -> object.put(String.valueOf(key), member));
    return Optional.of(object);
  }

  /**
   * Refuses a change of what somebody else changed meanwhile, where the version that was read is
   * sent along.
   *
   * @throws ApiException 409 {@code conflict}
   */
  void requireVersion(long current) {
    if (members.has(VERSION)
        && !(sent.get(VERSION) instanceof Number version && version.longValue() == current)) {
      throw new ApiException(
          409, "conflict", "It was changed meanwhile: its version is " + current + " now.");
    }
  }
}
