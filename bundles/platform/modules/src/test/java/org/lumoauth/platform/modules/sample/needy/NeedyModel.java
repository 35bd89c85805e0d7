package org.lumoauth.platform.modules.sample.needy;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
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
  public Vote vote(TenantContext tenant, Question question) {
    return Vote.permit(Reason.of("needy", "Never said.", Map.of()));
  }
}
