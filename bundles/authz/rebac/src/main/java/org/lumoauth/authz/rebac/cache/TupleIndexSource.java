package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/** Where the tuples in memory come from. */
interface TupleIndexSource {

  /** All tuples of a store, from one state of it; empty if they do not add up. */
  Optional<TupleIndex> load(RelationStoreKey key);

  /**
   * The same with what has changed since; empty if it does not add up to what the store says, so
   * that it must be loaded anew.
   */
  Optional<TupleIndex> follow(RelationStoreKey key, TupleIndex index);
}
