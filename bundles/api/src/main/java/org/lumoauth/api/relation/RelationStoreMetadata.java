/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.time.Instant;

/**
 * The id, the name and the times of a relation store.
 *
 * @param id {@code sto_} and a ULID
 * @param name the display name
 * @param standard whether it is the default store
 * @param createdAt when it was created
 * @param updatedAt when its name was last changed
 */
public record RelationStoreMetadata(
    String id, String name, boolean standard, Instant createdAt, Instant updatedAt) {}
