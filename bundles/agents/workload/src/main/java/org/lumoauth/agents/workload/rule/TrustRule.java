package org.lumoauth.agents.workload.rule;

import java.time.Instant;

/**
 * A trust rule as it is kept.
 *
 * @param id {@code wtr_} and a ULID
 * @param settings what was set
 * @param createdAt when it was made
 * @param version counts changes
 */
public record TrustRule(String id, TrustRuleSettings settings, Instant createdAt, long version) {}
