/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import org.lumoauth.api.relation.RelationTuple;

/**
 * A change of a tuple.
 *
 * @param revision the revision of the write
 * @param seq the position in the write
 * @param written whether the tuple was written or deleted
 * @param tuple the tuple
 * @param atMicros the time in microseconds since the epoch
 */
public record TupleChangeRow(
    long revision, int seq, boolean written, RelationTuple tuple, long atMicros) {}
