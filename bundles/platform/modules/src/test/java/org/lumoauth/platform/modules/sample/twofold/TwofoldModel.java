package org.lumoauth.platform.modules.sample.twofold;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
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
  public Vote vote(TenantContext tenant, Question question) {
    return Vote.permit(Reason.of("twofold", "Permitted.", Map.of()));
  }
}
