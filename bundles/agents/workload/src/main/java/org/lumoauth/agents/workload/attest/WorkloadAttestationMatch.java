package org.lumoauth.agents.workload.attest;

import java.util.List;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;

/**
 * An attestation that holds.
 *
 * @param agent whom it is of
 * @param rules by which it holds: one of the agent's and one of its blueprint's, as far as they
 *     have some
 * @param unruled the agent or the blueprint of which there is none
 * @param identity what the first of them was told
 */
record WorkloadAttestationMatch(
    Agent agent, List<TrustRule> rules, List<String> unruled, WorkloadIdentity identity) {
  WorkloadAttestationMatch {
    rules = List.copyOf(rules);
    unruled = List.copyOf(unruled);
  }
}
