/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rest;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * An agent or a blueprint that has trust rules.
 *
 * @param id the id of the agent or the blueprint
 * @param capabilities the capabilities that a trusted workload can have
 * @param agents the agents that a trusted workload can act as: the agent, or the instances of the
 *     blueprint
 */
record TrustRuleHolder(String id, Set<String> capabilities, List<SubjectRef> agents) {
  TrustRuleHolder {
    capabilities = Set.copyOf(capabilities);
    agents = List.copyOf(agents);
  }

  /** Finds the agent or blueprint that a request path names. */
  interface TrustRuleHolderResolver {

    /**
     * Returns the agent or blueprint with this id.
     *
     * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if it does not
     *     exist, 422 {@code validation_error} if it cannot have trust rules
     */
    TrustRuleHolder require(TenantContext tenant, String named);

    /**
     * Returns the id of the agent or blueprint that the path names. If it no longer exists, returns
     * {@code named} unchanged, so that its remaining rules can be deleted.
     */
    String id(TenantContext tenant, String named);
  }
}
