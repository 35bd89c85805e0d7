/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.authz.rebac.TupleSampleParser;
import org.lumoauth.authz.rebac.cache.CheckSingleFlight.CheckFlightKey;
import org.lumoauth.authz.rebac.cache.CheckSingleFlight.CheckFlightResult;
import org.lumoauth.authz.rebac.engine.SubqueryResultStore.SharedResult;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/**
 * Questions that are answered from the database, together with others that ask the same and from
 * answers that are kept, while tuples are written: each answer is one that the store gave at some
 * moment between question and answer.
 */
public class CheckSingleFlightLincheckTest {

  private static final RelationStoreKey STORE = new RelationStoreKey("t", "s");
  private static final String MODEL = "m";
  private static final Userset NODE = new Userset("document", "1", "viewer");
  private static final Userset BOB = Userset.of(TupleSampleParser.subject("user:bob"));

  /** A store of one tuple. */
  private record Committed(RelationStoreHead head, boolean there) {}

  private final AtomicReference<Committed> committed =
      new AtomicReference<>(
          new Committed(
              new RelationStoreHead(0, 0, 0, Optional.of(MODEL), Optional.empty(), 0), false));
  private final StoreHeadCacheEntry head =
      new StoreHeadCacheEntry(() -> committed.get().head(), Long.MAX_VALUE);
  private final CheckSingleFlight flights = new CheckSingleFlight(RebacTestConfig.standard());
  private final SubqueryResultCache answers =
      new SubqueryResultCache(RebacTestConfig.bare().held(0, 2));

  @Operation
  public void grant() {
    written(true);
  }

  @Operation
  public void revoke() {
    written(false);
  }

  @Operation
  public boolean check() {
    return asked(head.recent());
  }

  @Operation
  public boolean checkFullyConsistent() {
    return asked(head.now());
  }

  private boolean asked(RelationStoreHead least) {
    var question =
        new CheckFlightKey(
            STORE,
            Optional.empty(),
            least.modelId(),
            least.revision(),
            TupleSampleParser.key("document:1#viewer@user:bob"));
    return flights.getOrAwait(question, this::found).allowed();
  }

  private CheckFlightResult found() {
    var snapshot = committed.get();
    var kept = answers.of(STORE, MODEL, snapshot.head().revision());
    var known = kept.get(NODE, BOB);
    if (known == null) {
      known = new SharedResult(snapshot.there(), 1, Long.MAX_VALUE);
      kept.put(NODE, BOB, known);
    }
    return new CheckFlightResult(known.holds(), MODEL, snapshot.head().revision(), Long.MAX_VALUE);
  }

  private void written(boolean there) {
    committed.updateAndGet(
        was ->
            new Committed(
                new RelationStoreHead(
                    was.head().revision() + 1, 0, 0, Optional.of(MODEL), Optional.empty(), 0),
                there));
    head.invalidate();
  }

  @Test
  void isLinearizableUnderLoad() {
    LincheckOptions.threads().check(CheckSingleFlightLincheckTest.class);
  }
}
