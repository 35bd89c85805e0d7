/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.time.Instant;

/**
 * A previous version of a policy.
 *
 * @param version the number of the change, from 1
 * @param document the content of the policy
 * @param changedAt the time of the change
 * @param changedBy the initiator, for example {@code user:usr_…}
 */
public record PolicyVersion(
    long version, PolicyDocument document, Instant changedAt, String changedBy) {}
