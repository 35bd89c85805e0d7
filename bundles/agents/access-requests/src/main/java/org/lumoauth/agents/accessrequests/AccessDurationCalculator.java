/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.web.ApiException;

/**
 * Computes how long an approved access is valid: at most the tenant's maximum, and not beyond the
 * requested time ({@code requested_until} or {@code requested_duration} of {@code
 * requested_access}). Approvers see the duration as part of the request, and the access never lasts
 * longer.
 */
final class AccessDurationCalculator {

  private static final String SECONDS = "seconds";
  private static final String UNTIL = "until";

  private AccessDurationCalculator() {}

  /**
   * The requested validity of an access.
   *
   * @param until the requested latest end; empty if not given
   * @param duration the requested duration from the approval; empty if not given
   */
  record RequestedAccessDuration(Optional<Instant> until, Optional<Duration> duration) {
    static final RequestedAccessDuration NOTHING =
        new RequestedAccessDuration(Optional.empty(), Optional.empty());

    /** Returns the shorter of the requested duration and this maximum. */
    private Duration within(Duration most, Instant now) {
      return Stream.of(Optional.of(most), duration, until.map(end -> Duration.between(now, end)))
          .flatMap(Optional::stream)
          .min(Comparator.naturalOrder())
          .orElse(most);
    }
  }

  /**
   * Parses the requested validity.
   *
   * @throws ApiException 400 {@code invalid_request} if the time is malformed or in the past, or if
   *     both members are given, which the profile does not define
   */
  static RequestedAccessDuration parseRequested(Map<String, Object> body, Instant now) {
    Object wanted = body.get("requested_access");
    if (wanted == null) {
      return RequestedAccessDuration.NOTHING;
    }
    if (!(wanted instanceof Map<?, ?> members)) {
      throw ApiException.invalidRequest("requested_access must be an object.");
    }
    Optional<Object> until = Optional.ofNullable(members.get("requested_until"));
    Optional<Object> duration = Optional.ofNullable(members.get("requested_duration"));
    if (until.isPresent() && duration.isPresent()) {
      throw ApiException.invalidRequest(
          "requested_access must have only one of requested_until and " + "requested_duration.");
    }
    return new RequestedAccessDuration(
        until.map(
            text ->
                time(text)
                    .filter(now.plusSeconds(1)::isBefore)
                    .orElseThrow(
                        () ->
                            ApiException.invalidRequest(
                                "requested_access.requested_until must be a future time in the format of"
                                    + " RFC 3339."))),
        duration.map(
            text ->
                duration(text)
                    .orElseThrow(
                        () ->
                            ApiException.invalidRequest(
                                "requested_access.requested_duration must be an ISO 8601 duration, such as "
                                    + "PT4H or"
                                    + " P30D."))));
  }

  /** Returns the request shown to approvers, with the requested duration. */
  static Map<String, Object> withRequestedDuration(
      Map<String, Object> decided, Duration most, RequestedAccessDuration asked, Instant now) {
    Map<String, Object> parameters = new LinkedHashMap<>(decided);
    parameters.put(SECONDS, (int) Math.max(1, asked.within(most, now).toSeconds()));
    asked
        .until()
        .ifPresent(end -> parameters.put(UNTIL, end.truncatedTo(ChronoUnit.SECONDS).toString()));
    return parameters;
  }

  /** Returns the evaluated request, with the duration from the approval. */
  static Map<String, Object> withApprovedDuration(Approval approval, Map<String, Object> decided) {
    Map<String, Object> parameters = new LinkedHashMap<>(decided);
    for (String name : new String[] {SECONDS, UNTIL}) {
      Object said = approval.request().parameters().get(name);
      if (said != null) {
        parameters.put(name, said);
      }
    }
    return parameters;
  }

  /**
   * Returns when the approved access expires.
   *
   * @param most the tenant's current maximum
   */
  static Instant expiresAt(Approval approval, Duration most) {
    Duration term = approval.limit().filter(limit -> limit.compareTo(most) < 0).orElse(most);
    if (approval.request().parameters().get(SECONDS) instanceof Number seconds) {
      Duration asked = Duration.ofSeconds(seconds.longValue());
      term = asked.compareTo(term) < 0 ? asked : term;
    }
    Instant end = approval.answeredAt().orElse(approval.createdAt()).plus(term);
    return Optional.ofNullable(approval.request().parameters().get(UNTIL))
        .flatMap(AccessDurationCalculator::time)
        .filter(end::isAfter)
        .orElse(end);
  }

  private static Optional<Instant> time(Object text) {
    try {
      return text instanceof String time
          ? Optional.of(OffsetDateTime.parse(time).toInstant())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** ISO 8601 with days and smaller units only, because the length of a month varies. */
  private static Optional<Duration> duration(Object text) {
    try {
      return text instanceof String iso
          ? Optional.of(Duration.parse(iso)).filter(time -> time.toSeconds() > 0)
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
