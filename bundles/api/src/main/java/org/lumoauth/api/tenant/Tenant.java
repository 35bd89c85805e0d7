package org.lumoauth.api.tenant;

import java.time.Instant;

/**
 * A tenant as the operator sees it.
 *
 * @param id {@code ten_} and a ULID
 * @param slug the name in the path
 * @param name what people call it
 * @param status whether it is served
 * @param region where its data is kept, or an empty string where the operator named none
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record Tenant(
    String id,
    String slug,
    String name,
    TenantStatus status,
    String region,
    Instant createdAt,
    Instant updatedAt) {}
