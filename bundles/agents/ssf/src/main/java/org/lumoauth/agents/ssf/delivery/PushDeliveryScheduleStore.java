/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Schedules pushes to streams and assigns each stream to one server at a time. */
@Component(service = PushDeliveryScheduleStore.class)
public final class PushDeliveryScheduleStore {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final int MAX_DOUBLINGS = 12;
  private static final String ONE = " where tenant_id = ? and stream_id = ?";

  private final PersistenceUnit unit;

  @Activate
  public PushDeliveryScheduleStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * A stream with queued events.
   *
   * @param next when it is due, as read; the server that changes this value has claimed the stream
   * @param attempts the number of consecutive failed pushes
   */
  record DuePushDelivery(String tenantId, String streamId, long next, int attempts) {}

  List<DuePushDelivery> findDue(Instant now, int limit) {
    return unit.list(
        row ->
            new DuePushDelivery(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)),
        "select s.tenant_id, s.stream_id, s.next_us, s.attempts from ssf_stream s"
            + " where s.method = 'push' and s.next_us <= ? and exists (select 1 from"
            + " ssf_event e where e.tenant_id = s.tenant_id and e.stream_id ="
            + " s.stream_id and (s.status = 'enabled' or e.of_stream = true))"
            + " order by s.next_us limit "
            + limit,
        now);
  }

  /** Claims a stream until the given time; of several servers exactly one gets true. */
  boolean claim(DuePushDelivery due, Instant until) {
    return unit.update(
            "update ssf_stream set next_us = ?" + ONE + " and next_us = ?",
            until,
            due.tenantId(),
            due.streamId(),
            due.next())
        == 1;
  }

  /** Releases a stream after all events were pushed; new events are due immediately. */
  void markDone(DuePushDelivery due, Instant claimedUntil) {
    release(due, claimedUntil, Instant.EPOCH, 0);
  }

  /** Schedules a retry with increasing delay after a failed push. */
  void recordFailure(DuePushDelivery due, Instant claimedUntil, Instant now) {
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(due.attempts(), MAX_DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    release(due, claimedUntil, now.plus(wait), due.attempts() + 1);
  }

  /**
   * Releases a stream, unless it was changed since it was claimed: the change sets its own due
   * time.
   */
  private void release(DuePushDelivery due, Instant claimedUntil, Instant next, int attempts) {
    unit.update(
        "update ssf_stream set next_us = ?, attempts = ?" + ONE + " and next_us = ?",
        next,
        attempts,
        due.tenantId(),
        due.streamId(),
        claimedUntil);
  }
}
