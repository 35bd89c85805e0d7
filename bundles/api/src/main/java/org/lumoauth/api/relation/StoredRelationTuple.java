/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.time.Instant;

/**
 * A stored tuple.
 *
 * @param tuple the tuple
 * @param writtenAt when it was written
 */
public record StoredRelationTuple(RelationTuple tuple, Instant writtenAt) {}
