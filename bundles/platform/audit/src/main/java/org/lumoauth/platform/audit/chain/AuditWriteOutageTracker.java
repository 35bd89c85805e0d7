/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;

/**
 * An outage of the audit log. Unrecorded operations may have been performed nevertheless; the
 * record at the end of the outage lists them. Modified by the writer's thread, read by any thread.
 */
final class AuditWriteOutageTracker {

  private static final int NAMED = 50;
  private static final long PROBE_NANOS = 1_000_000_000L;

  private final Clock clock;
  private final List<String> named = new ArrayList<>();
  private volatile boolean lasting;
  private Instant since;
  private long failures;
  private long probedAt;

  AuditWriteOutageTracker(Clock clock) {
    this.clock = clock;
  }

  /** Returns whether the outage is ongoing. */
  boolean isOngoing() {
    return lasting;
  }

  /** Records events that could not be written. */
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

  /** Returns whether the next attempt is due. */
  boolean isProbeDue(long nowNanos) {
    if (!lasting || nowNanos - probedAt < PROBE_NANOS) {
      return false;
    }
    probedAt = nowNanos;
    return true;
  }

  /** Returns the event that reports the outage at its end. */
  PendingAuditEvent report() {
    return PendingAuditEvent.of(
        AuditLog.PLATFORM,
        AuditInitiator.server("platform-audit")
            .auditEvent(
                "audit.resumed",
                "The audit log was not writable for some time. The operations listed here are not"
                    + " recorded, but may have been performed.")
            .withOutcome(AuditEvent.AuditOutcome.FAILURE)
            .withDetails(
                Map.of(
                    "since", since.toString(),
                    "until", clock.instant().toString(),
                    "failures", failures,
                    "unrecorded", List.copyOf(named))));
  }

  /** Ends the outage. */
  void end() {
    lasting = false;
  }

  /** Returns tenant, action, target and request, enough to investigate. */
  private static String name(PendingAuditEvent pending) {
    SerializedAuditEvent entry = pending.entry();
    return String.join(
        " ", pending.tenantId(), entry.action(), or(entry.targetId()), or(entry.requestId()));
  }

  private static String or(String text) {
    return text == null ? "-" : text;
  }
}
