/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import javax.ws.rs.QueryParam;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.RequestTimestampParser;

/** The query parameters that select records, under all names that clients use. */
public final class AuditRecordFilterParameters {
  private static final int MAX_LENGTH = 255;

  @QueryParam("action")
  private String action;

  @QueryParam("event_type")
  private String eventType;

  @QueryParam("category")
  private String category;

  @QueryParam("actorId")
  private String actorId;

  @QueryParam("actor")
  private String actor;

  @QueryParam("userId")
  private String userId;

  @QueryParam("targetId")
  private String targetId;

  @QueryParam("outcome")
  private String outcome;

  @QueryParam("status")
  private String status;

  @QueryParam("startDate")
  private String startDate;

  @QueryParam("from")
  private String from;

  @QueryParam("endDate")
  private String endDate;

  @QueryParam("to")
  private String to;

  @QueryParam("sortDir")
  private String sortDir;

  AuditWhereClause conditions(String tenantId) {
    var conditions = new AuditWhereClause(tenantId);
    first("action", action, eventType).ifPresent(value -> conditions.equal("action", value));
    first("category", category, null)
        .ifPresent(value -> conditions.startsWith("action", value + "."));
    first("actorId", actorId, actor)
        .or(() -> first("userId", userId, null))
        .ifPresent(value -> conditions.equal("actor_id", value));
    first("targetId", targetId, null).ifPresent(value -> conditions.equal("target_id", value));
    first("outcome", outcome, status)
        .ifPresent(value -> conditions.equal("outcome", outcome(value).name()));
    start().ifPresent(time -> conditions.from("recorded_at", micros(time)));
    end().ifPresent(time -> conditions.before("recorded_at", micros(time)));
    return conditions;
  }

  Optional<Instant> start() {
    return first("startDate", startDate, from).map(value -> time("startDate", value, 0));
  }

  /** Returns the end of the period. A date includes the whole day. */
  Optional<Instant> end() {
    return first("endDate", endDate, to).map(value -> time("endDate", value, 1));
  }

  /** Returns whether to sort ascending. The default is newest first. */
  boolean oldestFirst() {
    return "ASC".equalsIgnoreCase(sortDir);
  }

  private static AuditOutcome outcome(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "success" -> AuditOutcome.SUCCESS;
      case "denied" -> AuditOutcome.DENIED;
      case "failure", "error" -> AuditOutcome.FAILURE;
      default ->
          throw ApiException.invalid("outcome", "`outcome` must be success, denied or failure.");
    };
  }

  private static Instant time(String field, String value, int daysAfter) {
    try {
      if (value.length() == "2026-11-24".length()) {
        return LocalDate.parse(value).plusDays(daysAfter).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      // An unescaped plus sign arrives as a space.
      return RequestTimestampParser.parse(value.replace(' ', '+'));
    } catch (DateTimeParseException e) {
      throw ApiException.invalid(
          field, field + " must be a date or an ISO 8601 timestamp such as 2026-11-24T08:00:00Z.");
    }
  }

  static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  private static Optional<String> first(String field, String preferred, String otherwise) {
    String value = preferred == null || preferred.isBlank() ? otherwise : preferred;
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    if (value.length() > MAX_LENGTH) {
      throw ApiException.invalid(
          field, field + " must have at most " + MAX_LENGTH + " characters.");
    }
    return Optional.of(value.strip());
  }
}
