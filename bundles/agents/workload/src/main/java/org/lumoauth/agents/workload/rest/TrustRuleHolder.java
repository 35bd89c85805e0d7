package org.lumoauth.agents.workload.rest;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Whose rules they are.
 *
 * @param id of the agent or the blueprint
 * @param capabilities what a trusted workload may be capable of
 * @param agents as which a trusted workload can act: the agent, or the instances of the blueprint
 */
record TrustRuleHolder(String id, Set<String> capabilities, List<SubjectRef> agents) {
  TrustRuleHolder {
    capabilities = Set.copyOf(capabilities);
    agents = List.copyOf(agents);
  }

  /** Finds holders. */
  interface TrustRuleHolderResolver {

    /**
     * The holder of this name.
     *
     * @throws org.lumoauth.api.web.ApiException 404 {@code resource_not_found} if there is none,
     *     422 {@code validation_error} if it has no rules
     */
    TrustRuleHolder require(TenantContext tenant, String named);

    /** Its id, or the name itself if nobody has it now. */
    String id(TenantContext tenant, String named);
  }
}
