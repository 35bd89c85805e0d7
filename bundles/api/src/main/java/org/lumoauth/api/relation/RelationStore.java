package org.lumoauth.api.relation;

import java.time.Instant;

/**
 * A set of models and tuples of a tenant.
 *
 * @param id {@code sto_} and a ULID
 * @param name in words
 * @param standard whether it is the one that is meant where none is named
 * @param createdAt when it was made
 * @param updatedAt when its name was last changed
 */
public record RelationStore(
    String id, String name, boolean standard, Instant createdAt, Instant updatedAt) {}
