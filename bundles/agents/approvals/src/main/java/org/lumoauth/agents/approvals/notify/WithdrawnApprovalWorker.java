/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.notify;

import java.util.List;
import org.lumoauth.agents.approvals.ApprovalWithdrawalService;
import org.lumoauth.agents.approvals.store.WithdrawnApprovalStore;
import org.lumoauth.agents.approvals.store.WithdrawnApprovalStore.WithdrawnApproval;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;

/**
 * Records and publishes withdrawals after a participant was disabled, asynchronously. An item that
 * cannot be processed now, for example of an inactive tenant, remains due and does not block other
 * items.
 */
public final class WithdrawnApprovalWorker {

  private static final int BATCH = 64;

  private final WithdrawnApprovalStore withdrawn;
  private final ApprovalWithdrawalService withdrawals;
  private final TenantRegistry tenants;

  public WithdrawnApprovalWorker(
      WithdrawnApprovalStore withdrawn,
      ApprovalWithdrawalService withdrawals,
      TenantRegistry tenants) {
    this.withdrawn = withdrawn;
    this.withdrawals = withdrawals;
    this.tenants = tenants;
  }

  /** Processes the due items. */
  void run() {
    String last = "";
    List<WithdrawnApproval> some;
    do {
      some = withdrawn.findAfter(last, BATCH);
      for (WithdrawnApproval one : some) {
        tenants.findActiveById(one.tenantId()).ifPresent(tenant -> record(tenant, one));
        last = one.id();
      }
    } while (some.size() == BATCH);
  }

  private void record(TenantContext tenant, WithdrawnApproval one) {
    OutboxEvents told = withdrawals.announce(one.tenantId(), one.id());
    if (!withdrawn.claim(one, told)) {
      return; // another node claimed it
    }
    try {
      withdrawals.recordAndPublish(tenant, one.id(), one.cause(), told);
    } catch (RuntimeException e) {
      withdrawn.release(one);
      throw e;
    }
  }
}
