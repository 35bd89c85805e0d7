/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.healthy;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** A model that says which version of its bundle it comes from, and fails once deactivated. */
@Component(property = {"lumoauth.kind=authorization-model", "lumoauth.name=sample"})
public final class SampleModel implements AuthorizationModel {
  private final String version;
  private volatile boolean gone;

  @Activate
  public SampleModel(BundleContext context) {
    version = context.getBundle().getVersion().toString();
  }

  @Deactivate
  void close() {
    gone = true;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    if (gone) {
      throw new IllegalStateException("asked after it was deactivated");
    }
    return AuthorizationVote.permit(
        DecisionReason.of(version, "Permitted by " + version + ".", Map.of()));
  }
}
