/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/**
 * Counts the queries of stores that are not in memory, to decide which to admit. Not thread-safe.
 */
final class TupleCacheAdmissionPolicy {

  /**
   * The approximate number of tuples that can be loaded into memory in the time of one database
   * query.
   */
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
   * Counts a query.
   *
   * @param tuples the number of tuples of the store
   * @return the time since which the queries have cost as much as loading the store, after which
   *     counting starts again
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
