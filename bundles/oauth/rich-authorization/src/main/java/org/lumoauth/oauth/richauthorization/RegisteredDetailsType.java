package org.lumoauth.oauth.richauthorization;

import java.time.Instant;

/**
 * A declared type of a tenant.
 *
 * @param id {@code adt_} and a ULID
 * @param declared what was declared
 * @param createdAt when first
 */
public record RegisteredDetailsType(String id, DeclaredDetailsType declared, Instant createdAt) {}
