/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.probed;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** A model with a part that does not get ready. */
@Component(property = {"lumoauth.kind=authorization-model", "lumoauth.name=sample"})
public final class UnreadyModel implements AuthorizationModel {

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    return AuthorizationVote.permit(DecisionReason.of("unready", "Too early.", Map.of()));
  }

  /** The part. */
  @Component(property = {"lumoauth.kind=readiness", "lumoauth.name=sample"})
  public static final class Part implements ReadinessProbe {
    @Override
    public Optional<String> findUnreadyReason() {
      return Optional.of("its cache is cold");
    }
  }
}
