package org.lumoauth.agents.jit;

import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes over what people said before they are told that it was taken: a task that is suspended by
 * it has no token any more then. What is said while this is away is taken over when it is back: an
 * agent that waits to be called does not ask.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=jit-approvals",
      DomainEventListener.MISSES_NONE + "=" + ApprovalService.ANSWERED
    })
public final class ApprovalAnswerListener implements DomainEventListener {

  private final JitRequestProcessor requests;
  private final TenantRegistry tenants;

  @Activate
  public ApprovalAnswerListener(
      @Reference JitRequestProcessor requests, @Reference TenantRegistry tenants) {
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
