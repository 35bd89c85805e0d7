/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.approval;

import org.lumoauth.agents.jit.request.JitRequestLookup;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Applies answers of approvers before the answer is confirmed to them: if the answer suspends a
 * task, its tokens are already revoked then. Answers that arrive while this module is unavailable
 * are applied when it starts, because an agent that waits for a callback does not poll.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=jit-approvals",
      DomainEventListener.MISSES_NONE + "=" + ApprovalService.ANSWERED
    })
public final class ApprovalAnswerListener implements DomainEventListener {

  private final JitRequestLookup requests;
  private final TenantRegistry tenants;

  @Activate
  public ApprovalAnswerListener(
      @Reference JitRequestLookup requests, @Reference TenantRegistry tenants) {
    this.requests = requests;
    this.tenants = tenants;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(ApprovalService.ANSWERED)) {
      tenants
          .findById(event.tenantId())
          .ifPresent(tenant -> requests.applyApproval(tenant, event.id()));
    }
  }
}
