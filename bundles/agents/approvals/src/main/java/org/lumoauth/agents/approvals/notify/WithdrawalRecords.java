package org.lumoauth.agents.approvals.notify;

import java.util.List;
import org.lumoauth.agents.approvals.Withdrawals;
import org.lumoauth.agents.approvals.store.WithdrawnApprovals;
import org.lumoauth.agents.approvals.store.WithdrawnApprovals.Withdrawn;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records and tells what ended with somebody who was stopped, beside the request that stopped them.
 * What cannot be now, as of a tenant that is not served, stays due and holds up nothing else.
 */
@Component(service = WithdrawalRecords.class)
public final class WithdrawalRecords {

  private static final int BATCH = 64;

  private final WithdrawnApprovals withdrawn;
  private final Withdrawals withdrawals;
  private final TenantRegistry tenants;

  @Activate
  public WithdrawalRecords(
      @Reference WithdrawnApprovals withdrawn,
      @Reference Withdrawals withdrawals,
      @Reference TenantRegistry tenants) {
    this.withdrawn = withdrawn;
    this.withdrawals = withdrawals;
    this.tenants = tenants;
  }

  /** Does what is due. */
  void run() {
    String last = "";
    List<Withdrawn> some;
    do {
      some = withdrawn.some(last, BATCH);
      for (Withdrawn one : some) {
        tenants.activeById(one.tenantId()).ifPresent(tenant -> record(tenant, one));
        last = one.id();
      }
    } while (some.size() == BATCH);
  }

  private void record(TenantContext tenant, Withdrawn one) {
    Announcement told = withdrawals.announce(one.tenantId(), one.id());
    if (!withdrawn.claim(one, told)) {
      return; // another node did
    }
    try {
      withdrawals.tell(tenant, one.id(), one.cause(), told);
    } catch (RuntimeException e) {
      withdrawn.giveBack(one);
      throw e;
    }
  }
}
