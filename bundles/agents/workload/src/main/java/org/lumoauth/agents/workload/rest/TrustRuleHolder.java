package org.lumoauth.agents.workload.rest;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * The holder of trust rules: an agent or a blueprint.
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

  /** Resolves holders from request paths. */
  interface TrustRuleHolderResolver {

    /**
     * Returns the holder with this id.
     *
     * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if it does not
     *     exist, 422 {@code validation_error} if it cannot have rules
     */
    TrustRuleHolder require(TenantContext tenant, String named);

    /** Returns the holder's id, or the argument itself if the holder no longer exists. */
    String id(TenantContext tenant, String named);
  }
}
