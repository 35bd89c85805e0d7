/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import java.time.Instant;

/**
 * A declared type of a tenant.
 *
 * @param id {@code adt_} and a ULID
 * @param declared the declaration
 * @param createdAt when it was created
 */
public record RegisteredDetailsType(
    String id, DetailsTypeDeclaration declared, Instant createdAt) {}
