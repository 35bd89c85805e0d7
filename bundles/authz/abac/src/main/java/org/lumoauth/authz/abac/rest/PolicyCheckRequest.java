/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.web.ApiException;

/**
 * A policy check.
 *
 * @param resourceType the type of the resource
 * @param action the action
 * @param resourceId the id of the resource
 * @param context further facts: {@code environment}, and {@code resource} for resource attributes
 *     from the caller
 */
record PolicyCheckRequest(
    String resourceType, String action, Optional<String> resourceId, Map<String, Object> context) {

  static final Set<String> MEMBERS =
      Set.of("resourceType", "action", "resourceId", "environment", "resource", "context");

  private static final int MAX_PART = 128;
  private static final int MAX_ID = 255;

  /**
   * Parses a check.
   *
   * @param body the body of the check
   * @param more members that are allowed in addition
   * @param shared the common environment of all checks in the request
   * @throws ApiException 400 {@code MISSING_FIELDS}, 422 {@code validation_error}
   */
  static PolicyCheckRequest of(Map<?, ?> body, Set<String> more, Map<String, Object> shared) {
    refuseUnknown(body, more);
    var environment = new HashMap<>(shared);
    var resource = new HashMap<String, Object>();
    if (body.get("context") != null) {
      var context = object("context", body.get("context"));
      environment.putAll(object("environment", context.get("environment")));
      resource.putAll(object("resource", context.get("resource")));
    }
    environment.putAll(object("environment", body.get("environment")));
    resource.putAll(object("resource", body.get("resource")));
    return new PolicyCheckRequest(
        text(body, "resourceType", MAX_PART)
            .orElseThrow(
                () -> PolicyCheckErrorFactory.missingFields("`resourceType` is required.")),
        text(body, "action", MAX_PART)
            .orElseThrow(() -> PolicyCheckErrorFactory.missingFields("`action` is required.")),
        text(body, "resourceId", MAX_ID),
        Map.of("environment", environment, "resource", resource));
  }

  /** Returns an object; empty if it is absent. */
  static Map<String, Object> object(String name, Object value) {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw ApiException.invalid(name, "`" + name + "` must be an object.");
    }
    var object = new HashMap<String, Object>();
    map.forEach((key, member) -> object.put(String.valueOf(key), member));
    return object;
  }

  private static Optional<String> text(Map<?, ?> body, String name, int max) {
    var value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)
        || text.isBlank()
        || text.length() > max
        || text.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.invalid(
          name,
          "`"
              + name
              + "` must be a string of 1 to "
              + max
              + " characters without control characters.");
    }
    return Optional.of(text);
  }

  private static void refuseUnknown(Map<?, ?> body, Set<String> more) {
    var unknown = new HashSet<String>();
    body.keySet().forEach(key -> unknown.add(String.valueOf(key)));
    unknown.removeAll(MEMBERS);
    unknown.removeAll(more);
    if (!unknown.isEmpty()) {
      var first = new TreeSet<>(unknown).first();
      var shown = first.length() > 64 ? first.substring(0, 64) : first;
      throw ApiException.invalid(
          shown, "Unknown member " + shown + ". Remove it or correct its name.");
    }
  }
}
