/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

import java.time.Instant;

/**
 * A tenant in the view of the operator.
 *
 * @param id {@code ten_} and a ULID
 * @param slug the name in paths
 * @param name the display name
 * @param status whether it is served
 * @param region the region of its data, or an empty string if the operator named none
 * @param createdAt when it was created
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
