package org.lumoauth.authz.abac.policy;

import java.time.Instant;

/**
 * What a policy said once.
 *
 * @param version the change that made it so, from 1
 * @param document what it said
 * @param changedAt when
 * @param changedBy by whom, as {@code user:usr_…}
 */
public record PolicyVersion(
    long version, PolicyDocument document, Instant changedAt, String changedBy) {}
