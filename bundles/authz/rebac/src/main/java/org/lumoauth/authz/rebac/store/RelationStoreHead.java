package org.lumoauth.authz.rebac.store;

import java.util.Optional;

/**
 * How far a store has come.
 *
 * @param revision counts its writes
 * @param tuples how many tuples it has
 * @param digest what its tuples add up to, by {@link TupleDigest}
 * @param modelId the current model
 * @param shadowId the model that is tried
 * @param shadowMicros since when it is tried, microseconds since the epoch
 */
public record RelationStoreHead(
    long revision,
    long tuples,
    long digest,
    Optional<String> modelId,
    Optional<String> shadowId,
    long shadowMicros) {}
