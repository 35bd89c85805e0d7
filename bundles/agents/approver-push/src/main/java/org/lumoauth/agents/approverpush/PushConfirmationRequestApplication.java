/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approverpush;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the endpoints of this bundle. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-approver-push",
      "lumoauth.web.routes=~/agents/me/approvals"
    })
public final class PushConfirmationRequestApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public PushConfirmationRequestApplication(@Reference PushConfirmationRequestService push) {
    this.singletons = Set.of(new AgentConfirmationRequestResource(push));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
