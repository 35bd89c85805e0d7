package org.lumoauth.platform.audit.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Members;

/** Reads what somebody sends of the retention. */
final class RetentionBody {
  private static final int MAX_DAYS = 3650;

  private RetentionBody() {}

  /**
   * How long records are to be kept; empty if nothing is said of it.
   *
   * @throws Problem 422 {@code validation_error}
   */
  static Optional<Integer> days(Map<String, Object> body) {
    var members = Members.of(body, Set.of("retentionDays", "autoDelete", "planLimitDays"));
    if (members.flag("autoDelete").orElse(false)) {
      throw Problem.invalid(
          "autoDelete", "Records are not deleted by age yet; autoDelete can only be false.");
    }
    Object value = body.get("retentionDays");
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer days && days >= 1 && days <= MAX_DAYS) {
      return Optional.of(days);
    }
    throw Problem.invalid(
        "retentionDays", "retentionDays is a whole number from 1 to " + MAX_DAYS + ".");
  }
}
