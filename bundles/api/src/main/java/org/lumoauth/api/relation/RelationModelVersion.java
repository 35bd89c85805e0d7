package org.lumoauth.api.relation;

import java.time.Instant;

/**
 * A version of a store's model. Never changes.
 *
 * @param id {@code rmo_} and a ULID
 * @param storeId the store
 * @param json the model in OpenFGA's JSON form, whatever language it was written in
 * @param source what its author wrote
 * @param current whether questions that name no model are answered by it
 * @param shadow whether questions are answered by it too, for comparison only
 * @param createdAt when it was written
 */
public record RelationModelVersion(
    String id,
    String storeId,
    String json,
    RelationModelSource source,
    boolean current,
    boolean shadow,
    Instant createdAt) {}
