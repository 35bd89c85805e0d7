package org.lumoauth.agents.workload.rest;

import org.lumoauth.agents.workload.attest.WorkloadOptionalServices;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Blueprints as holders of rules. */
record BlueprintRuleHolderResolver(WorkloadOptionalServices neighbours)
    implements TrustRuleHolder.TrustRuleHolderResolver {

  @Override
  public TrustRuleHolder require(TenantContext tenant, String named) {
    return neighbours
        .findBlueprintCapabilities(tenant, named)
        .map(
            capabilities ->
                new TrustRuleHolder(named, capabilities, neighbours.instances(tenant, named)))
        .orElseThrow(() -> ApiException.notFound("There is no such blueprint here."));
  }

  @Override
  public String id(TenantContext tenant, String named) {
    return named;
  }
}
