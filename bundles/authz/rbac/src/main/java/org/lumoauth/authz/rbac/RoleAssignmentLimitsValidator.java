/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.web.ApiException;

/** Validates the limits of assignments. */
final class RoleAssignmentLimitsValidator {

  private static final int MAX_TYPE = 128;
  private static final int MAX_ID = 512;
  private static final int MAX_ORGANIZATION = 128;

  private RoleAssignmentLimitsValidator() {}

  /**
   * Returns the limits in their stored form, with times in microseconds.
   *
   * @throws ApiException 422 naming the limit
   */
  static RoleAssignmentLimits validate(RoleAssignmentLimits limits, Instant now) {
    if (limits.equals(RoleAssignmentLimits.NONE)) {
      throw ApiException.invalid(
          "resourceType", "At least one limit is required, for example `resourceType`.");
    }
    text("resourceType", limits.resourceType(), MAX_TYPE);
    text("resourceId", limits.resourceId(), MAX_ID);
    text("organizationId", limits.organizationId(), MAX_ORGANIZATION);
    if (limits.resourceId().isPresent() && limits.resourceType().isEmpty()) {
      throw ApiException.invalid("resourceType", "`resourceId` requires `resourceType`.");
    }
    var from = limits.notBefore().map(RoleAssignmentLimitsValidator::micros);
    var to = limits.expiresAt().map(RoleAssignmentLimitsValidator::micros);
    if (to.filter(end -> !end.isAfter(now)).isPresent()) {
      throw ApiException.invalid("expiresAt", "`expiresAt` must be in the future.");
    }
    if (from.isPresent() && to.filter(end -> !end.isAfter(from.get())).isPresent()) {
      throw ApiException.invalid("expiresAt", "`expiresAt` must be after `notBefore`.");
    }
    return new RoleAssignmentLimits(
        limits.resourceType(), limits.resourceId(), limits.organizationId(), from, to);
  }

  private static void text(String name, Optional<String> value, int max) {
    if (value.filter(text -> text.isBlank() || text.length() > max).isPresent()) {
      throw ApiException.invalid(name, "`" + name + "` must be 1 to " + max + " characters long.");
    }
  }

  private static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
