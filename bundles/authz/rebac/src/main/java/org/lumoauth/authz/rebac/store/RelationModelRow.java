/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.time.Instant;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;

/**
 * A stored model.
 *
 * @param id the ID in the store
 * @param source the source
 * @param json the canonical form
 * @param createdAt when it was written
 */
public record RelationModelRow(
    String id, RelationModelSourceFiles source, String json, Instant createdAt) {}
