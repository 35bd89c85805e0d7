/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.needy;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A model that needs what nobody provides. */
@Component(property = {"lumoauth.kind=authorization-model", "lumoauth.name=sample"})
public final class NeedyModel implements AuthorizationModel {

  @Activate
  public NeedyModel(@Reference MessageChannel channel) {}

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    return AuthorizationVote.permit(DecisionReason.of("needy", "Never said.", Map.of()));
  }
}
