package org.lumoauth.authz.abac.policy;

import java.time.Instant;

/**
 * A policy as it is kept.
 *
 * @param id counts per tenant
 * @param document what it says
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version counts its changes, from 1
 */
public record StoredPolicy(
    long id, PolicyDocument document, Instant createdAt, Instant updatedAt, long version) {}
