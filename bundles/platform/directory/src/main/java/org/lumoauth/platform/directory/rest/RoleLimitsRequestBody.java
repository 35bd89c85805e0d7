/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.web.ApiException;

/**
 * The role limits of a request body.
 *
 * @param limits where and when the roles apply
 * @param rest the body without the limits
 */
record RoleLimitsRequestBody(RoleAssignmentLimits limits, Map<String, Object> rest) {

  /** The largest number of seconds that can be stored in microseconds. */
  private static final long FAR = Long.MAX_VALUE / 2_000_000;

  /**
   * Reads the limits of a body.
   *
   * @throws ApiException 422 naming an invalid limit
   */
  static RoleLimitsRequestBody of(Map<String, Object> body) {
    if (body == null) {
      return new RoleLimitsRequestBody(RoleAssignmentLimits.NONE, null);
    }
    var rest = new HashMap<>(body);
    var limits =
        new RoleAssignmentLimits(
            text(rest, "resourceType"),
            text(rest, "resourceId"),
            text(rest, "organizationId"),
            time(rest, "notBefore"),
            time(rest, "expiresAt"));
    return new RoleLimitsRequestBody(limits, rest);
  }

  /** Returns whether there are limits. */
  boolean any() {
    return !limits.equals(RoleAssignmentLimits.NONE);
  }

  private static Optional<String> text(Map<String, Object> rest, String name) {
    var value = rest.remove(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      throw ApiException.invalid(name, name + " must be a string.");
    }
    return Optional.of(text);
  }

  private static Optional<Instant> time(Map<String, Object> rest, String name) {
    return text(rest, name).map(text -> time(name, text));
  }

  private static Instant time(String name, String text) {
    try {
      var time = Instant.parse(text);
      if (Math.abs(time.getEpochSecond()) > FAR) {
        throw ApiException.invalid(
            name, name + " must be at most " + Instant.ofEpochSecond(FAR) + ".");
      }
      return time;
    } catch (DateTimeParseException e) {
      throw ApiException.invalid(name, name + " must be a timestamp such as 2030-01-31T12:00:00Z.");
    }
  }
}
