package org.lumoauth.agents.workload.rest;

import org.lumoauth.agents.workload.attest.Neighbours;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/** Blueprints as holders of rules. */
record Blueprints(Neighbours neighbours) implements Holder.Source {

  @Override
  public Holder require(TenantContext tenant, String named) {
    return neighbours
        .blueprint(tenant, named)
        .map(capabilities -> new Holder(named, capabilities, neighbours.instances(tenant, named)))
        .orElseThrow(() -> Problem.notFound("There is no such blueprint here."));
  }

  @Override
  public String id(TenantContext tenant, String named) {
    return named;
  }
}
