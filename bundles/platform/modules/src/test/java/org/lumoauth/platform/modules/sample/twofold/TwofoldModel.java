/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.twofold;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** A model that is something else as well. */
@Component(
    property = {
      "lumoauth.kind=authorization-model",
      "lumoauth.kind=claims-contributor",
      "lumoauth.name=sample"
    })
public final class TwofoldModel implements AuthorizationModel {

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    return AuthorizationVote.permit(DecisionReason.of("twofold", "Permitted.", Map.of()));
  }
}
