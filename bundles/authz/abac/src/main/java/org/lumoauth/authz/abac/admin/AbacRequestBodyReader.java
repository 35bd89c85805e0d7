/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** A request body without its read-only members, so that a client can send back a response. */
final class AbacRequestBodyReader {

  private static final Set<String> OURS = Set.of("id", "isSystem", "createdAt", "updatedAt");
  private static final String VERSION = "version";

  private final Map<String, Object> sent;
  private final JsonObjectMemberReader members;

  /**
   * Parses a body.
   *
   * @param sent the body
   * @param known the members that are allowed
   * @throws ApiException 400 without a body, 422 with an unknown member
   */
  AbacRequestBodyReader(Map<String, Object> sent, Set<String> known) {
    var all = new HashSet<>(known);
    all.addAll(OURS);
    all.add(VERSION);
    this.members = JsonObjectMemberReader.of(sent, all);
    this.sent = sent;
  }

  JsonObjectMemberReader members() {
    return members;
  }

  boolean has(String name) {
    return members.has(name);
  }

  Object raw(String name) {
    return sent.get(name);
  }

  /** Returns an object member unchanged; empty if it is absent or null. */
  Optional<Map<String, Object>> object(String name) {
    var value = sent.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw ApiException.invalid(name, "`" + name + "` must be an object.");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((key, member) -> object.put(String.valueOf(key), member));
    return Optional.of(object);
  }

  /**
   * Detects concurrent changes, if the body contains the version that the client read.
   *
   * @throws ApiException 409 {@code conflict}
   */
  void requireVersion(long current) {
    if (members.has(VERSION)
        && !(sent.get(VERSION) instanceof Number version && version.longValue() == current)) {
      throw new ApiException(
          409,
          "conflict",
          "The resource was changed concurrently. Its current version is " + current + ".");
    }
  }
}
