package org.lumoauth.platform.audit.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.audit.chain.RetentionLimits;
import org.lumoauth.platform.web.Members;

/** Reads the body of a change of the retention. */
final class RetentionBody {
  private RetentionBody() {}

  /**
   * The wanted retention in days; empty if the body has none.
   *
   * @throws Problem 422 {@code validation_error}
   */
  static Optional<Integer> days(Map<String, Object> body, RetentionLimits limits) {
    var members = Members.of(body, Set.of("retentionDays", "autoDelete", "planLimitDays"));
    boolean deletes = limits.deletesRecords();
    if (members.flag("autoDelete").orElse(deletes) != deletes) {
      throw Problem.invalid(
          "autoDelete", "autoDelete must be " + deletes + ": the operator sets it for all.");
    }
    Object value = body.get("retentionDays");
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer days
        && days >= limits.minDays()
        && days <= RetentionLimits.MAX_DAYS) {
      return Optional.of(days);
    }
    throw Problem.invalid(
        "retentionDays",
        "retentionDays must be a whole number between "
            + limits.minDays()
            + " and "
            + RetentionLimits.MAX_DAYS
            + ".");
  }
}
