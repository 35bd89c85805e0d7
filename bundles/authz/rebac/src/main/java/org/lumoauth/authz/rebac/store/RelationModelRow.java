package org.lumoauth.authz.rebac.store;

import java.time.Instant;
import org.lumoauth.api.relation.model.RelationModelSource;

/**
 * A stored model.
 *
 * @param id the ID in the store
 * @param source the source
 * @param json the canonical form
 * @param createdAt when it was written
 */
public record RelationModelRow(
    String id, RelationModelSource source, String json, Instant createdAt) {}
