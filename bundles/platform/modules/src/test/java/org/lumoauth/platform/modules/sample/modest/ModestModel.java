/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.modest;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** A model that says with what little it has to do. */
@Component(
    property = {
      "lumoauth.kind=authorization-model",
      "lumoauth.name=modest",
      AuthorizationModel.NEVER_DENIES + ":Boolean=true",
      AuthorizationModel.CONTEXT + "=delegation",
      AuthorizationModel.SUBJECTS + "=agent",
      AuthorizationModel.SUBJECTS + "=agent_task",
      "example.numbers:Long=7",
      "example.numbers:Long=11"
    })
public final class ModestModel implements AuthorizationModel {

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    return AuthorizationVote.permit(DecisionReason.of("modest", "Permitted.", Map.of()));
  }
}
