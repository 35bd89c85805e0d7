package org.lumoauth.authz.rebac.store;

import org.lumoauth.api.relation.RelationTuple;

/**
 * One change of a tuple.
 *
 * @param revision the write that made it
 * @param seq its place in the write
 * @param written whether the tuple was written, or else deleted
 * @param tuple the tuple
 * @param atMicros when, microseconds since the epoch
 */
public record TupleChangeRow(
    long revision, int seq, boolean written, RelationTuple tuple, long atMicros) {}
