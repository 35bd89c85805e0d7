package org.lumoauth.authz.rebac.cache;

import org.lumoauth.authz.rebac.index.Snapshot;
import org.lumoauth.authz.rebac.store.Head;

/**
 * One state of a store: its tuples, and what was current while they were its tuples. A model from
 * before and tuples from after it can let somebody in who was never let in.
 *
 * @param head how far the store was; its model is that of these tuples
 * @param tuples all of them
 */
public record State(Head head, Snapshot tuples) {}
