/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.util.Optional;

/**
 * The current state of a store.
 *
 * @param revision the number of its writes
 * @param tuples the number of its tuples
 * @param digest the digest of its tuples ({@link TupleDigest})
 * @param modelId the current model
 * @param shadowId the shadow model
 * @param shadowMicros the start of the shadow trial in microseconds since the epoch
 */
public record RelationStoreHead(
    long revision,
    long tuples,
    long digest,
    Optional<String> modelId,
    Optional<String> shadowId,
    long shadowMicros) {}
