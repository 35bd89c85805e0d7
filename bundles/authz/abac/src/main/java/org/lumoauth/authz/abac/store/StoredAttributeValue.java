/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.store;

import java.time.Instant;

/**
 * A stored attribute value.
 *
 * @param id the number, unique per tenant
 * @param slug the slug of the attribute
 * @param value the value, as JSON
 * @param createdAt when the attribute was first set
 * @param updatedAt the time of the last change
 */
public record StoredAttributeValue(
    long id, String slug, Object value, Instant createdAt, Instant updatedAt) {}
