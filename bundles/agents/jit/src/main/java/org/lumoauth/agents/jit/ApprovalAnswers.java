package org.lumoauth.agents.jit;

import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what people said before they are told that it was taken: a task that is suspended by
 * it has no token any more then. What is missed here is seen when the agent asks.
 */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=jit-approvals"})
public final class ApprovalAnswers implements DomainEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(ApprovalAnswers.class);

  private final Requests requests;
  private final TenantRegistry tenants;

  @Activate
  public ApprovalAnswers(@Reference Requests requests, @Reference TenantRegistry tenants) {
    this.requests = requests;
    this.tenants = tenants;
  }

  @Override
  public void on(DomainEvent event) {
    if (!event.type().equals(Approvals.ANSWERED)) {
      return;
    }
    try {
      tenants.activeById(event.tenantId()).ifPresent(tenant -> requests.settle(tenant, event.id()));
    } catch (RuntimeException e) { // it is settled when the agent asks
      LOG.warn("jit.not-settled: approval={}", event.id(), e);
    }
  }
}
