/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.lumoauth.authz.rebac.store.RelationStoreHead;

/**
 * A store's head while it is written and other models become current: whoever asks gets what was
 * committed at some moment between question and answer, and nobody is led back.
 */
public class StoreHeadLincheckTest {

  private final AtomicReference<RelationStoreHead> committed =
      new AtomicReference<>(new RelationStoreHead(0, 0, 0, Optional.empty(), Optional.empty(), 0));
  private final StoreHeadCacheEntry head = new StoreHeadCacheEntry(committed::get, Long.MAX_VALUE);

  @Operation
  public void write() {
    committed.updateAndGet(
        was -> new RelationStoreHead(was.revision() + 1, 0, 0, was.modelId(), Optional.empty(), 0));
    head.invalidate();
  }

  @Operation
  public void switchModel() {
    committed.updateAndGet(
        was ->
            new RelationStoreHead(
                was.revision(),
                0,
                0,
                was.modelId().isEmpty() ? Optional.of("other") : Optional.empty(),
                Optional.empty(),
                0));
    head.invalidate();
  }

  @Operation
  public String recent() {
    return shown(head.recent());
  }

  @Operation
  public String now() {
    return shown(head.now());
  }

  private static String shown(RelationStoreHead seen) {
    return seen.revision() + " by " + seen.modelId().orElse("one");
  }

  @Test
  void isLinearizable() {
    LincheckOptions.interleavings().check(StoreHeadLincheckTest.class);
  }

  /** A write is seen before it is reported, and a reading from before it ends after that. */
  @Test
  void neverReturnsAHeadOlderThanAWrite() {
    LincheckOptions.interleavings()
        .iterations(0)
        .invocationsPerIteration(5_000)
        .addCustomScenario(
            LincheckOptions.scenario(
                StoreHeadLincheckTest.class,
                List.of("now"),
                List.of("write"),
                List.of("recent", "recent")))
        .check(StoreHeadLincheckTest.class);
  }

  /** The same where the revisions do not tell which of two readings is the later. */
  @Test
  void neverReturnsAnOlderModel() {
    LincheckOptions.interleavings()
        .iterations(0)
        .invocationsPerIteration(5_000)
        .addCustomScenario(
            LincheckOptions.scenario(
                StoreHeadLincheckTest.class,
                List.of("now", "recent"),
                List.of("switchModel"),
                List.of("recent", "recent")))
        .check(StoreHeadLincheckTest.class);
  }
}
