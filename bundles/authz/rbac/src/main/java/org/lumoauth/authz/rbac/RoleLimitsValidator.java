package org.lumoauth.authz.rbac;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.web.ApiException;

/** What limits may be. */
final class RoleLimitsValidator {

  private static final int MAX_TYPE = 128;
  private static final int MAX_ID = 512;
  private static final int MAX_ORGANIZATION = 128;

  private RoleLimitsValidator() {}

  /**
   * The limits as they are kept: times to the microsecond.
   *
   * @throws ApiException 422 naming the limit
   */
  static RoleLimits validate(RoleLimits limits, Instant now) {
    if (limits.equals(RoleLimits.NONE)) {
      throw ApiException.invalid("resourceType", "Name what the role is limited to.");
    }
    text("resourceType", limits.resourceType(), MAX_TYPE);
    text("resourceId", limits.resourceId(), MAX_ID);
    text("organizationId", limits.organizationId(), MAX_ORGANIZATION);
    if (limits.resourceId().isPresent() && limits.resourceType().isEmpty()) {
      throw ApiException.invalid("resourceType", "A resource is named by its type and its id.");
    }
    var from = limits.notBefore().map(RoleLimitsValidator::micros);
    var to = limits.expiresAt().map(RoleLimitsValidator::micros);
    if (to.filter(end -> !end.isAfter(now)).isPresent()) {
      throw ApiException.invalid("expiresAt", "expiresAt is to come.");
    }
    if (from.isPresent() && to.filter(end -> !end.isAfter(from.get())).isPresent()) {
      throw ApiException.invalid("expiresAt", "expiresAt comes after notBefore.");
    }
    return new RoleLimits(
        limits.resourceType(), limits.resourceId(), limits.organizationId(), from, to);
  }

  private static void text(String name, Optional<String> value, int max) {
    if (value.filter(text -> text.isBlank() || text.length() > max).isPresent()) {
      throw ApiException.invalid(name, name + " has 1 to " + max + " characters.");
    }
  }

  private static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
