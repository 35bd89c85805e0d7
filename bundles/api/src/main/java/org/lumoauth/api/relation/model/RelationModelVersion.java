/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation.model;

import java.time.Instant;

/**
 * A version of a store's model. Immutable.
 *
 * @param id {@code rmo_} and a ULID
 * @param storeId the store
 * @param json the model in OpenFGA's JSON form, independent of its source language
 * @param source the source text
 * @param current whether it is used for questions that name no model
 * @param shadow whether it also answers questions, for comparison only
 * @param createdAt when it was written
 */
public record RelationModelVersion(
    String id,
    String storeId,
    String json,
    RelationModelSourceFiles source,
    boolean current,
    boolean shadow,
    Instant createdAt) {}
