/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.jit.approval.JitApprovalResource;
import org.lumoauth.agents.jit.approval.JitApprovalService;
import org.lumoauth.agents.jit.request.JitRequestResource;
import org.lumoauth.agents.jit.request.JitRequestService;
import org.lumoauth.agents.jit.risk.RiskRuleStore;
import org.lumoauth.agents.jit.risk.RiskRulesResource;
import org.lumoauth.agents.jit.task.AgentTaskRequestHandler;
import org.lumoauth.agents.jit.task.AgentTaskResource;
import org.lumoauth.agents.jit.token.TaskTokenRequestHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the endpoints of this bundle. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-jit",
      "lumoauth.web.routes=~/jit",
      "lumoauth.web.routes=~/admin/jit"
    })
public final class JitApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public JitApplication(
      @Reference AgentTaskRequestHandler tasks,
      @Reference JitRequestService requests,
      @Reference TaskTokenRequestHandler tokens,
      @Reference JitApprovalService approvers,
      @Reference RiskRuleStore rules,
      @Reference JitAudit audit) {
    this.singletons =
        Set.of(
            new AgentTaskResource(tasks),
            new JitRequestResource(requests, tokens),
            new JitApprovalResource(approvers),
            new RiskRulesResource(rules, audit));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
