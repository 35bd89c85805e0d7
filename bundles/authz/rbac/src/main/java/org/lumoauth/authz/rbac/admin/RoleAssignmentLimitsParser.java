/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.web.ApiException;

/** Parses limits from a request; null means no limit. */
public final class RoleAssignmentLimitsParser {

  /** The maximum number of seconds that can be stored in microseconds. */
  private static final long FAR = Long.MAX_VALUE / 2_000_000;

  private RoleAssignmentLimitsParser() {}

  /**
   * Parses limits.
   *
   * @throws ApiException 422 for an invalid time
   */
  public static RoleAssignmentLimits read(
      String resourceType,
      String resourceId,
      String organizationId,
      String notBefore,
      String expiresAt) {
    return new RoleAssignmentLimits(
        Optional.ofNullable(resourceType),
        Optional.ofNullable(resourceId),
        Optional.ofNullable(organizationId),
        time("notBefore", notBefore),
        time("expiresAt", expiresAt));
  }

  private static Optional<Instant> time(String name, String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      var time = Instant.parse(text);
      if (Math.abs(time.getEpochSecond()) > FAR) {
        throw ApiException.invalid(
            name, "`" + name + "` must be at most " + Instant.ofEpochSecond(FAR) + ".");
      }
      return Optional.of(time);
    } catch (DateTimeParseException e) {
      throw ApiException.invalid(
          name, "`" + name + "` must be an RFC 3339 timestamp, for example 2030-01-31T12:00:00Z.");
    }
  }
}
