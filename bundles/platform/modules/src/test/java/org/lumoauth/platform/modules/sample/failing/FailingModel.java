/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.failing;

import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** A model whose activation fails, as with a database that it cannot reach. */
@Component(property = {"lumoauth.kind=authorization-model", "lumoauth.name=sample"})
public final class FailingModel implements AuthorizationModel {

  @Activate
  public FailingModel() {
    throw new IllegalStateException("no database");
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    throw new IllegalStateException("never activated");
  }
}
