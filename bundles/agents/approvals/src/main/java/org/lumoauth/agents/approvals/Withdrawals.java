package org.lumoauth.agents.approvals;

import java.time.Instant;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes back what is pending, or approved and not used. */
@Component(service = Withdrawals.class)
public final class Withdrawals {

  private final ApprovalStore store;
  private final DomainEvents events;
  private final ApprovalAudit audit;

  @Activate
  public Withdrawals(
      @Reference ApprovalStore store,
      @Reference DomainEvents events,
      @Reference ApprovalAudit audit) {
    this.store = store;
    this.events = events;
    this.audit = audit;
  }

  /**
   * Takes one back, for whoever asked.
   *
   * @return whether it was open, or approved and not used
   */
  boolean of(TenantContext tenant, String id, Initiator by) {
    Announcement told = announce(tenant.id(), id);
    boolean done = store.withdraw(tenant.id(), id, told);
    if (done) {
      tell(tenant, id, "", by, told);
    }
    return done;
  }

  /** What is to be told of one that is withdrawn. */
  public Announcement announce(String tenantId, String id) {
    return events.announce(new DomainEvent(Approvals.ANSWERED, tenantId, id));
  }

  /**
   * Records and tells that one was withdrawn as somebody was stopped.
   *
   * @param why for the record
   */
  public void tell(TenantContext tenant, String id, String why, Announcement told) {
    tell(tenant, id, why, Initiator.server("approvals"), told);
  }

  private void tell(TenantContext tenant, String id, String why, Initiator by, Announcement told) {
    store
        .find(tenant.id(), id, Instant.now())
        .ifPresent(stored -> audit.withdrawn(tenant, stored.approval(), why, by));
    told.publish();
  }
}
