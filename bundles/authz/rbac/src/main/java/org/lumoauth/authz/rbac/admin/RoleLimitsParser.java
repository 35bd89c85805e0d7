package org.lumoauth.authz.rbac.admin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.web.ApiException;

/** Limits as an administrator sends them; what is null is no limit. */
public final class RoleLimitsParser {

  /** Seconds that a number of microseconds can tell. */
  private static final long FAR = Long.MAX_VALUE / 2_000_000;

  private RoleLimitsParser() {}

  /**
   * @throws ApiException 422 for a time that is none
   */
  public static RoleLimits read(
      String resourceType,
      String resourceId,
      String organizationId,
      String notBefore,
      String expiresAt) {
    return new RoleLimits(
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
        throw ApiException.invalid(name, name + " is too far away.");
      }
      return Optional.of(time);
    } catch (DateTimeParseException e) {
      throw ApiException.invalid(name, name + " is a time as 2030-01-31T12:00:00Z.");
    }
  }
}
