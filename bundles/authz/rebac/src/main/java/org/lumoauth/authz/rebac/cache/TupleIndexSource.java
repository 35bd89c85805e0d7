/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.Optional;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/** Provides the tuples for the cache. */
interface TupleIndexSource {

  /**
   * Loads all tuples of a store from one consistent state; empty if they do not match the digest.
   */
  Optional<TupleIndex> load(RelationStoreKey key);

  /**
   * Applies later changes; empty if the result does not match the digest and the store must be
   * loaded again.
   */
  Optional<TupleIndex> follow(RelationStoreKey key, TupleIndex index);
}
