package org.lumoauth.authz.rebac.store;

import java.time.Instant;
import org.lumoauth.api.relation.RelationModelSource;

/**
 * A model as it is kept.
 *
 * @param id its id in the store
 * @param source what its author wrote
 * @param json its canonical form
 * @param createdAt when it was written
 */
public record RelationModelRow(
    String id, RelationModelSource source, String json, Instant createdAt) {}
