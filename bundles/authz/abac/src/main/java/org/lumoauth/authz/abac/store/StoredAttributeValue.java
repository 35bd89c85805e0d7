package org.lumoauth.authz.abac.store;

import java.time.Instant;

/**
 * A value of an attribute.
 *
 * @param id counts per tenant
 * @param slug which attribute
 * @param value JSON-like
 * @param createdAt when there first was one
 * @param updatedAt when it was last changed
 */
public record StoredAttributeValue(
    long id, String slug, Object value, Instant createdAt, Instant updatedAt) {}
