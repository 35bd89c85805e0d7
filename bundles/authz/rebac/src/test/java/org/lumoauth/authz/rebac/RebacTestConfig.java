/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import java.lang.annotation.Annotation;

/** Settings of a test. */
public record RebacTestConfig(
    int maxDepth,
    int maxWork,
    int maxBreadth,
    long timeMillis,
    long batchMillis,
    long stalenessMillis,
    long indexTuples,
    long indexWaitTuples,
    int cacheEntries,
    int stores,
    int models,
    int maxBatch,
    int changeDays,
    int maxStores,
    int maxModels)
    implements RebacConfig {

  /** What a server has. */
  public static RebacTestConfig standard() {
    return new RebacTestConfig(
        25, 200_000, 100_000, 10_000, 60_000, 3_600_000, 1_000_000, 20_000, 100_000, 1000, 1000,
        5000, 90, 1000, 100);
  }

  /** Nothing is held in memory. */
  public static RebacTestConfig bare() {
    return standard().held(0, 0);
  }

  public RebacTestConfig held(long tuples, int answers) {
    return new RebacTestConfig(
        maxDepth,
        maxWork,
        maxBreadth,
        timeMillis,
        batchMillis,
        stalenessMillis,
        tuples,
        indexWaitTuples,
        answers,
        stores,
        models,
        maxBatch,
        changeDays,
        maxStores,
        maxModels);
  }

  public RebacTestConfig depth(int depth) {
    return new RebacTestConfig(
        depth,
        maxWork,
        maxBreadth,
        timeMillis,
        batchMillis,
        stalenessMillis,
        indexTuples,
        indexWaitTuples,
        cacheEntries,
        stores,
        models,
        maxBatch,
        changeDays,
        maxStores,
        maxModels);
  }

  public RebacTestConfig work(int work, long millis) {
    return new RebacTestConfig(
        maxDepth,
        work,
        maxBreadth,
        millis,
        batchMillis,
        stalenessMillis,
        indexTuples,
        indexWaitTuples,
        cacheEntries,
        stores,
        models,
        maxBatch,
        changeDays,
        maxStores,
        maxModels);
  }

  public RebacTestConfig batch(long millis) {
    return new RebacTestConfig(
        maxDepth,
        maxWork,
        maxBreadth,
        timeMillis,
        millis,
        stalenessMillis,
        indexTuples,
        indexWaitTuples,
        cacheEntries,
        stores,
        models,
        maxBatch,
        changeDays,
        maxStores,
        maxModels);
  }

  public RebacTestConfig stale(long millis) {
    return new RebacTestConfig(
        maxDepth,
        maxWork,
        maxBreadth,
        timeMillis,
        batchMillis,
        millis,
        indexTuples,
        indexWaitTuples,
        cacheEntries,
        stores,
        models,
        maxBatch,
        changeDays,
        maxStores,
        maxModels);
  }

  public RebacTestConfig waits(long tuples) {
    return new RebacTestConfig(
        maxDepth,
        maxWork,
        maxBreadth,
        timeMillis,
        batchMillis,
        stalenessMillis,
        indexTuples,
        tuples,
        cacheEntries,
        stores,
        models,
        maxBatch,
        changeDays,
        maxStores,
        maxModels);
  }

  @Override
  public long maxTuples() {
    return 0;
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return RebacConfig.class;
  }
}
