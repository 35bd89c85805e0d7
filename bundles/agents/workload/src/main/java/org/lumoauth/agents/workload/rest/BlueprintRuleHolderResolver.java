/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rest;

import org.lumoauth.agents.workload.attest.AgentAndProviderGateway;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Finds blueprints that have trust rules. */
record BlueprintRuleHolderResolver(AgentAndProviderGateway neighbours)
    implements TrustRuleHolder.TrustRuleHolderResolver {

  @Override
  public TrustRuleHolder require(TenantContext tenant, String named) {
    return neighbours
        .findBlueprintCapabilities(tenant, named)
        .map(
            capabilities ->
                new TrustRuleHolder(named, capabilities, neighbours.instances(tenant, named)))
        .orElseThrow(() -> ApiException.notFound("The blueprint does not exist in this tenant."));
  }

  @Override
  public String id(TenantContext tenant, String named) {
    return named;
  }
}
