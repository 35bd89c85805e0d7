package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.StoreKey;

/** Where the tuples in memory come from. */
interface TupleSource {

  /** All tuples of a store, from one state of it; empty if they do not add up. */
  Optional<TupleIndex> load(StoreKey key);

  /**
   * The same with what has changed since; empty if it does not add up to what the store says, so
   * that it must be loaded anew.
   */
  Optional<TupleIndex> follow(StoreKey key, TupleIndex index);
}
