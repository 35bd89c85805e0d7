/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.paired;

import java.util.Map;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** A model that requires a service of its own bundle, and fails after its deactivation. */
@Component(property = {"lumoauth.kind=authorization-model", "lumoauth.name=sample"})
public final class PairedModel implements AuthorizationModel {
  private final String version;
  private volatile boolean deactivated;

  @Activate
  public PairedModel(BundleContext context, @Reference MessageChannel channel) {
    version = context.getBundle().getVersion().toString();
  }

  @Deactivate
  void close() {
    deactivated = true;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    if (deactivated) {
      throw new IllegalStateException("the model was deactivated");
    }
    return AuthorizationVote.permit(
        DecisionReason.of(version, "Permitted by " + version + ".", Map.of()));
  }
}
