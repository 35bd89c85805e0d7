/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import java.util.List;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;

/**
 * A verified attestation.
 *
 * @param agent the agent that the workload is
 * @param rules the rules that accepted it: one of the agent and one of its blueprint, if they have
 *     rules
 * @param unruled the agent or the blueprint without any rule
 * @param identity the identity that the first rule verified
 */
record WorkloadAttestationMatch(
    Agent agent, List<TrustRule> rules, List<String> unruled, WorkloadIdentity identity) {
  WorkloadAttestationMatch {
    rules = List.copyOf(rules);
    unruled = List.copyOf(unruled);
  }
}
