/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.time.Instant;

/**
 * A stored policy.
 *
 * @param id the number, unique per tenant
 * @param document the content of the policy
 * @param createdAt the creation time
 * @param updatedAt the time of the last change
 * @param version incremented with each change, from 1
 */
public record StoredPolicy(
    long id, PolicyDocument document, Instant createdAt, Instant updatedAt, long version) {}
