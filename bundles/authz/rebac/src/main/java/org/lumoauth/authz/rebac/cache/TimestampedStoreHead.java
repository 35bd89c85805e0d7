/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import org.lumoauth.authz.rebac.store.RelationStoreHead;

/**
 * A head with the time of its read. If two reads overlap, a read that started or ended later did
 * not necessarily see the later state.
 *
 * @param head the head; empty if overlapping reads do not determine it
 * @param changesSeen the number of changes reported before the read
 * @param beganAt when the read started, by {@link System#nanoTime}
 * @param endedAt when it and all reads that it replaced had ended
 */
record TimestampedStoreHead(
    Optional<RelationStoreHead> head, long changesSeen, long beganAt, long endedAt) {

  /** Returns the newer of this and another read. */
  TimestampedStoreHead preferNewer(TimestampedStoreHead other) {
    if (other.beganAt - endedAt > 0) {
      return other;
    }
    long ahead = head.isEmpty() ? -1 : revision(other) - revision(this);
    if (ahead < 0) {
      return this;
    }
    long end = later(endedAt, other.endedAt);
    if (ahead > 0) {
      return new TimestampedStoreHead(other.head, other.changesSeen, other.beganAt, end);
    }
    // The revision counts only tuple changes, so it does not determine which model became current
    // last.
    return other.head.equals(head)
        ? new TimestampedStoreHead(
            head, Math.max(changesSeen, other.changesSeen), later(beganAt, other.beganAt), end)
        : new TimestampedStoreHead(Optional.empty(), 0, other.beganAt, end);
  }

  private static long revision(TimestampedStoreHead reading) {
    return reading.head.orElseThrow().revision();
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
