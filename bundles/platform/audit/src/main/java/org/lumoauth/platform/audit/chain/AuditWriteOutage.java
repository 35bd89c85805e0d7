package org.lumoauth.platform.audit.chain;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A time in which nothing could be written. What was not recorded may have happened nevertheless:
 * the record that ends the outage tells of it. The writer's thread changes it, everybody asks it.
 */
final class AuditWriteOutage {

  private static final int NAMED = 50;
  private static final long PROBE_NANOS = 1_000_000_000L;

  private final Clock clock;
  private final List<String> named = new ArrayList<>();
  private volatile boolean lasting;
  private Instant since;
  private long failures;
  private long probedAt;

  AuditWriteOutage(Clock clock) {
    this.clock = clock;
  }

  /** Whether it lasts. */
  boolean isOngoing() {
    return lasting;
  }

  /** These could not be written. */
  void recordFailure(List<PendingAuditEvent> batch, long nowNanos) {
    if (!lasting) {
      since = clock.instant();
      failures = 0;
      named.clear();
      probedAt = nowNanos;
      lasting = true;
    }
    failures += batch.size();
    for (PendingAuditEvent pending : batch) {
      if (named.size() == NAMED) {
        return;
      }
      named.add(name(pending));
    }
  }

  /** Whether it is time to try again. */
  boolean isProbeDue(long nowNanos) {
    if (!lasting || nowNanos - probedAt < PROBE_NANOS) {
      return false;
    }
    probedAt = nowNanos;
    return true;
  }

  /** What is to be recorded of it when it ends. */
  PendingAuditEvent report() {
    return PendingAuditEvent.of(
        AuditLog.PLATFORM,
        new AuditEvent(
            "audit.resumed",
            AuditEvent.AuditOutcome.FAILURE,
            new SubjectRef(SubjectRef.OPERATOR, "platform-audit"),
            List.of(),
            Optional.empty(),
            "The audit log could not be written for a while; what is named here is not recorded,"
                + " though it may have been carried out.",
            Optional.empty(),
            Map.of(
                "since", since.toString(),
                "until", clock.instant().toString(),
                "failures", failures,
                "unrecorded", List.copyOf(named))));
  }

  /** It is over. */
  void end() {
    lasting = false;
  }

  /** Tenant, action, target and request: enough to look it up. */
  private static String name(PendingAuditEvent pending) {
    SerializedAuditEvent entry = pending.entry();
    return String.join(
        " ", pending.tenantId(), entry.action(), or(entry.targetId()), or(entry.requestId()));
  }

  private static String or(String text) {
    return text == null ? "-" : text;
  }
}
