/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.audit.chain.OperatorAuditRetentionSettings;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Parses the body of a change of the retention. */
final class AuditRetentionRequestParser {
  private AuditRetentionRequestParser() {}

  /**
   * Returns the requested retention in days; empty if absent.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static Optional<Integer> parseDays(
      Map<String, Object> body, OperatorAuditRetentionSettings limits) {
    var members =
        JsonObjectMemberReader.of(body, Set.of("retentionDays", "autoDelete", "planLimitDays"));
    boolean deletes = limits.deletesRecords();
    if (members.flag("autoDelete").orElse(deletes) != deletes) {
      throw ApiException.invalid(
          "autoDelete",
          "`autoDelete` must be " + deletes + ", because the operator sets it for all tenants.");
    }
    Object value = body.get("retentionDays");
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer days
        && days >= limits.minDays()
        && days <= OperatorAuditRetentionSettings.MAX_DAYS) {
      return Optional.of(days);
    }
    throw ApiException.invalid(
        "retentionDays",
        "`retentionDays` must be an integer between "
            + limits.minDays()
            + " and "
            + OperatorAuditRetentionSettings.MAX_DAYS
            + ".");
  }
}
