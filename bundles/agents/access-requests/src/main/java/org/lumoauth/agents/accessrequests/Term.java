package org.lumoauth.agents.accessrequests;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.web.Problem;

/**
 * How long an access is to hold: no longer than the tenant lets it, and not beyond the time that
 * was asked for ({@code requested_access.requested_until}). It is part of what people approve, so
 * they see it, and nothing longer comes of it.
 */
final class Term {

  private static final String SECONDS = "seconds";
  private static final String UNTIL = "until";

  private Term() {}

  /**
   * Until when the access is asked for; empty where nothing is said.
   *
   * @throws Problem 400 {@code invalid_request} if that is no time to come
   */
  static Optional<Instant> asked(Map<String, Object> body, Instant now) {
    Object wanted = body.get("requested_access");
    if (wanted == null) {
      return Optional.empty();
    }
    if (!(wanted instanceof Map<?, ?> members)) {
      throw Problem.invalidRequest("requested_access is an object.");
    }
    Object until = members.get("requested_until");
    if (until == null) {
      return Optional.empty();
    }
    return Optional.of(
        time(until)
            .filter(now.plusSeconds(1)::isBefore)
            .orElseThrow(
                () ->
                    Problem.invalidRequest(
                        "requested_access.requested_until is a time to come, as RFC 3339 writes"
                            + " it.")));
  }

  /** What people approve, with how long it is to hold. */
  static Map<String, Object> with(
      Map<String, Object> decided, Duration most, Optional<Instant> until, Instant now) {
    Map<String, Object> parameters = new LinkedHashMap<>(decided);
    Duration term =
        until
            .map(end -> Duration.between(now, end))
            .filter(wish -> wish.compareTo(most) < 0)
            .orElse(most);
    parameters.put(SECONDS, (int) Math.max(1, term.toSeconds()));
    until.ifPresent(end -> parameters.put(UNTIL, end.truncatedTo(ChronoUnit.SECONDS).toString()));
    return parameters;
  }

  /** What is evaluated now, with how long the approval says that it is to hold. */
  static Map<String, Object> as(Approval approval, Map<String, Object> decided) {
    Map<String, Object> parameters = new LinkedHashMap<>(decided);
    for (String name : new String[] {SECONDS, UNTIL}) {
      Object said = approval.asked().parameters().get(name);
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
  static Instant end(Approval approval, Duration most) {
    Duration term = approval.limit().filter(limit -> limit.compareTo(most) < 0).orElse(most);
    if (approval.asked().parameters().get(SECONDS) instanceof Number seconds) {
      Duration asked = Duration.ofSeconds(seconds.longValue());
      term = asked.compareTo(term) < 0 ? asked : term;
    }
    Instant end = approval.answeredAt().orElse(approval.createdAt()).plus(term);
    return Optional.ofNullable(approval.asked().parameters().get(UNTIL))
        .flatMap(Term::time)
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
}
