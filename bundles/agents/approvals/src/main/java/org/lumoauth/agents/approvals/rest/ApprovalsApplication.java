/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.approvals.ApprovalAudit;
import org.lumoauth.agents.approvals.rule.ApproverDelegateStore;
import org.lumoauth.agents.approvals.rule.ApproverRuleStore;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.store.AttemptLimiter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the endpoints for approver rules and delegates. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-approvals",
      "lumoauth.web.routes=~/admin/approvals",
      "lumoauth.web.routes=~/approvals"
    })
public final class ApprovalsApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public ApprovalsApplication(
      @Reference ApproverRuleStore rules,
      @Reference ApproverDelegateStore deputies,
      @Reference UserDirectory users,
      @Reference AttemptLimiter limiter,
      @Reference ApprovalAudit audit) {
    this.singletons =
        Set.of(
            new ApproverRulesResource(rules, audit),
            new ApproverDelegateResource(deputies, users, limiter, audit));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
