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
 * How long an access is to hold: no longer than the tenant lets it, and not beyond the time that
 * was asked for ({@code requested_until} or {@code requested_duration} of {@code
 * requested_access}). It is part of what people approve, so they see it, and nothing longer comes
 * of it.
 */
final class AccessDuration {

  private static final String SECONDS = "seconds";
  private static final String UNTIL = "until";

  private AccessDuration() {}

  /**
   * For how long an access is asked for.
   *
   * @param until until when at most; empty where nothing is said
   * @param duration how long from when it is approved; empty where nothing is said
   */
  record RequestedAccessDuration(Optional<Instant> until, Optional<Duration> duration) {
    static final RequestedAccessDuration NOTHING =
        new RequestedAccessDuration(Optional.empty(), Optional.empty());

    /** How long at most, of this. */
    private Duration within(Duration most, Instant now) {
      return Stream.of(Optional.of(most), duration, until.map(end -> Duration.between(now, end)))
          .flatMap(Optional::stream)
          .min(Comparator.naturalOrder())
          .orElse(most);
    }
  }

  /**
   * For how long the access is asked for.
   *
   * @throws ApiException 400 {@code invalid_request} if that is no time to come, no time at all, or
   *     both are said, which the profile leaves to nobody to reconcile
   */
  static RequestedAccessDuration parseRequested(Map<String, Object> body, Instant now) {
    Object wanted = body.get("requested_access");
    if (wanted == null) {
      return RequestedAccessDuration.NOTHING;
    }
    if (!(wanted instanceof Map<?, ?> members)) {
      throw ApiException.invalidRequest("requested_access is an object.");
    }
    Optional<Object> until = Optional.ofNullable(members.get("requested_until"));
    Optional<Object> duration = Optional.ofNullable(members.get("requested_duration"));
    if (until.isPresent() && duration.isPresent()) {
      throw ApiException.invalidRequest(
          "requested_access has requested_until or requested_duration, and not both.");
    }
    return new RequestedAccessDuration(
        until.map(
            text ->
                time(text)
                    .filter(now.plusSeconds(1)::isBefore)
                    .orElseThrow(
                        () ->
                            ApiException.invalidRequest(
                                "requested_access.requested_until is a time to come, as RFC 3339"
                                    + " writes it."))),
        duration.map(
            text ->
                duration(text)
                    .orElseThrow(
                        () ->
                            ApiException.invalidRequest(
                                "requested_access.requested_duration is some time, as PT4H or"
                                    + " P30D."))));
  }

  /** What people approve, with how long it is to hold. */
  static Map<String, Object> withRequestedDuration(
      Map<String, Object> decided, Duration most, RequestedAccessDuration asked, Instant now) {
    Map<String, Object> parameters = new LinkedHashMap<>(decided);
    parameters.put(SECONDS, (int) Math.max(1, asked.within(most, now).toSeconds()));
    asked
        .until()
        .ifPresent(end -> parameters.put(UNTIL, end.truncatedTo(ChronoUnit.SECONDS).toString()));
    return parameters;
  }

  /** What is evaluated now, with how long the approval says that it is to hold. */
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
   * When what was approved ends.
   *
   * @param most how long the tenant lets it hold now
   */
  static Instant expiresAt(Approval approval, Duration most) {
    Duration term = approval.limit().filter(limit -> limit.compareTo(most) < 0).orElse(most);
    if (approval.request().parameters().get(SECONDS) instanceof Number seconds) {
      Duration asked = Duration.ofSeconds(seconds.longValue());
      term = asked.compareTo(term) < 0 ? asked : term;
    }
    Instant end = approval.answeredAt().orElse(approval.createdAt()).plus(term);
    return Optional.ofNullable(approval.request().parameters().get(UNTIL))
        .flatMap(AccessDuration::time)
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

  /** ISO 8601, of days and less: how long a month is depends on when. */
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
