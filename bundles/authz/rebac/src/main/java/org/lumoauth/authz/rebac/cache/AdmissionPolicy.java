package org.lumoauth.authz.rebac.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/**
 * Which stores are asked about that have no place in memory, and how much. Not for many threads.
 */
final class AdmissionPolicy {

  /** How many tuples are read into memory in the time of one question to the database, about. */
  private static final int TUPLES_OF_A_QUESTION = 200;

  private static final int LEAST_QUESTIONS = 2;
  private static final int MOST = 10_000;

  private final Map<RelationStoreKey, AdmissionRequest> wishes =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RelationStoreKey, AdmissionRequest> eldest) {
          return size() > MOST;
        }
      };

  private record AdmissionRequest(long since, long questions) {}

  /**
   * Counts a question.
   *
   * @param tuples how many the store has
   * @return since when it was asked about as much as reading it takes; the count begins anew then
   */
  Optional<Long> recordRequest(RelationStoreKey key, long tuples, long now) {
    var wish =
        wishes.merge(
            key,
            new AdmissionRequest(now, 1),
            (was, one) -> new AdmissionRequest(was.since(), was.questions() + 1));
    if (wish.questions() < Math.max(LEAST_QUESTIONS, tuples / TUPLES_OF_A_QUESTION)) {
      return Optional.empty();
    }
    wishes.remove(key);
    return Optional.of(wish.since());
  }

  void forget(RelationStoreKey key) {
    wishes.remove(key);
  }
}
