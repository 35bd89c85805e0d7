package org.lumoauth.authz.rebac.cache;

import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.store.RelationStoreHead;

/**
 * One state of a store: its tuples, and what was current while they were its tuples. A model from
 * before and tuples from after it can let somebody in who was never let in.
 *
 * @param head how far the store was; its model is that of these tuples
 * @param tuples all of them
 */
public record StoreState(RelationStoreHead head, TupleSnapshot tuples) {

  /**
   * The state of an index, for somebody who knows of a head. A revision may have had several
   * models: each was once current with these tuples, and the head's is the one that was seen.
   */
  static StoreState of(RelationStoreHead head, TupleIndex index) {
    return new StoreState(index.revision() == head.revision() ? head : index.head(), index);
  }
}
