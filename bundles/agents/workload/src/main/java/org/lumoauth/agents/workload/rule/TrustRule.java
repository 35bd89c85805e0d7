/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import java.time.Instant;

/**
 * A stored trust rule.
 *
 * @param id {@code wtr_} and a ULID
 * @param settings the settings
 * @param createdAt when it was created
 * @param version counts changes
 */
public record TrustRule(String id, TrustRuleDefinition settings, Instant createdAt, long version) {}
