/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.time.Instant;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Withdraws pending requests and unused approvals. */
@Component(service = ApprovalWithdrawalService.class)
public final class ApprovalWithdrawalService {

  private final ApprovalStore store;
  private final DomainEventPublisher events;
  private final ApprovalAudit audit;

  @Activate
  public ApprovalWithdrawalService(
      @Reference ApprovalStore store,
      @Reference DomainEventPublisher events,
      @Reference ApprovalAudit audit) {
    this.store = store;
    this.events = events;
    this.audit = audit;
  }

  /**
   * Withdraws a request for its requester.
   *
   * @return whether it was pending, or approved and unused
   */
  boolean withdraw(TenantContext tenant, String id, AuditInitiator by) {
    OutboxEvents told = announce(tenant.id(), id);
    boolean done = store.withdraw(tenant.id(), id, told);
    if (done) {
      recordAndPublish(tenant, id, "", by, told);
    }
    return done;
  }

  /** Returns the events for a withdrawn request. */
  public OutboxEvents announce(String tenantId, String id) {
    return events.prepare(new DomainEvent(ApprovalService.ANSWERED, tenantId, id));
  }

  /**
   * Records and publishes that a request was withdrawn because a participant was disabled.
   *
   * @param why the reason for the record
   */
  public void recordAndPublish(TenantContext tenant, String id, String why, OutboxEvents told) {
    recordAndPublish(tenant, id, why, AuditInitiator.server("approvals"), told);
  }

  private void recordAndPublish(
      TenantContext tenant, String id, String why, AuditInitiator by, OutboxEvents told) {
    store
        .find(tenant.id(), id, Instant.now())
        .ifPresent(stored -> audit.recordWithdrawal(tenant, stored.approval(), why, by));
    told.publish();
  }
}
