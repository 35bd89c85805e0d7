/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.store.RelationStoreHead;

/**
 * A consistent state of a store: its tuples and the model that was current with them. Combining an
 * earlier model with later tuples could grant access that was never granted.
 *
 * @param head the head of the store; its model belongs to these tuples
 * @param tuples all tuples
 */
public record RelationStoreSnapshot(RelationStoreHead head, TupleSnapshot tuples) {

  /**
   * Creates the state of an index for a known head. A revision may have had several current models;
   * the head's model was one of them.
   */
  static RelationStoreSnapshot of(RelationStoreHead head, TupleIndex index) {
    return new RelationStoreSnapshot(
        index.revision() == head.revision() ? head : index.head(), index);
  }
}
