package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import org.lumoauth.authz.rebac.store.RelationStoreHead;

/**
 * A head as it was read. Of two readings that overlapped, that which began or ended later need not
 * be the one that saw the later state.
 *
 * @param head the head; empty where overlapping readings left in doubt which it is
 * @param changesSeen how many changes were reported before it was read
 * @param beganAt when the reading began, by {@link System#nanoTime}
 * @param endedAt when it ended, and every one before whose place it took
 */
record StoreHeadReading(
    Optional<RelationStoreHead> head, long changesSeen, long beganAt, long endedAt) {

  /** Which to keep, this or another that is told after it. */
  StoreHeadReading preferNewer(StoreHeadReading other) {
    if (other.beganAt - endedAt > 0) {
      return other;
    }
    long ahead = head.isEmpty() ? -1 : revision(other) - revision(this);
    if (ahead < 0) {
      return this;
    }
    long end = later(endedAt, other.endedAt);
    if (ahead > 0) {
      return new StoreHeadReading(other.head, other.changesSeen, other.beganAt, end);
    }
    // Revisions count changes of tuples alone: which model became current last they do not tell.
    return other.head.equals(head)
        ? new StoreHeadReading(
            head, Math.max(changesSeen, other.changesSeen), later(beganAt, other.beganAt), end)
        : new StoreHeadReading(Optional.empty(), 0, other.beganAt, end);
  }

  private static long revision(StoreHeadReading reading) {
    return reading.head.orElseThrow().revision();
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
