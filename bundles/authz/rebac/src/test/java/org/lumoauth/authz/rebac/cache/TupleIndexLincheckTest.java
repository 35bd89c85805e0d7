/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.lumoauth.authz.rebac.TupleSampleParser;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/**
 * Questions that are answered from memory while tuples are written and other models become current:
 * each answer is one that the store gave at some moment between question and answer.
 */
public class TupleIndexLincheckTest {

  private static final String OPEN = "open";
  private static final String CLOSED = "closed";
  private static final Userset NODE = new Userset("document", "1", "viewer");
  private static final Userset BOB = Userset.of(TupleSampleParser.subject("user:bob"));
  private static final TupleIndex WITHOUT = TupleIndex.empty();
  private static final TupleIndex WITH =
      WITHOUT.with(TupleSampleParser.tuple("document:1#viewer@user:bob"));

  private final AtomicReference<TupleIndex> committed =
      new AtomicReference<>(WITHOUT.at(head(0, OPEN)));
  private final StoreHeadCacheEntry head =
      new StoreHeadCacheEntry(() -> committed.get().head(), Long.MAX_VALUE);
  private final TupleIndexCacheEntry held =
      new TupleIndexCacheEntry(new RelationStoreKey("t", "s"), new Committed());

  @Operation
  public void grant() {
    written(WITH);
  }

  @Operation
  public void revoke() {
    written(WITHOUT);
  }

  @Operation
  public void open() {
    switched(OPEN);
  }

  @Operation
  public void close() {
    switched(CLOSED);
  }

  @Operation
  public boolean check() {
    return allowed(head.recent());
  }

  @Operation
  public boolean checkFullyConsistent() {
    return allowed(head.now());
  }

  private boolean allowed(RelationStoreHead least) {
    var state = RelationStoreSnapshot.of(least, held.atLeast(least.revision()));
    return state.head().modelId().orElseThrow().equals(OPEN)
        && state.tuples().find(NODE, BOB) != null;
  }

  private void written(TupleIndex tuples) {
    committed.updateAndGet(
        was -> tuples.at(head(was.revision() + 1, was.head().modelId().orElseThrow())));
    head.invalidate();
  }

  private void switched(String model) {
    committed.updateAndGet(was -> was.at(head(was.revision(), model)));
    head.invalidate();
  }

  private static RelationStoreHead head(long revision, String model) {
    return new RelationStoreHead(revision, 0, 0, Optional.of(model), Optional.empty(), 0);
  }

  /** What is committed, as it is read in one transaction. */
  private final class Committed implements TupleIndexSource {
    @Override
    public Optional<TupleIndex> load(RelationStoreKey key) {
      return Optional.of(committed.get());
    }

    @Override
    public Optional<TupleIndex> follow(RelationStoreKey key, TupleIndex index) {
      return Optional.of(committed.get());
    }
  }

  @Test
  void isLinearizable() {
    LincheckOptions.interleavings().check(TupleIndexLincheckTest.class);
  }

  @Test
  void isLinearizableUnderLoad() {
    LincheckOptions.threads().check(TupleIndexLincheckTest.class);
  }
}
