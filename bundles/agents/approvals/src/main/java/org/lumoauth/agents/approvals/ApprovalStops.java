package org.lumoauth.agents.approvals;

import java.time.Instant;
import java.util.function.Predicate;
import org.lumoauth.agents.approvals.store.OpenApprovals;
import org.lumoauth.agents.approvals.store.OpenApprovals.Open;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Withdraws what waits, or was approved and not used, when somebody who asked it, took part, or for
 * whom it is is stopped or deleted, and when the user's consent ends. It does not come back with
 * them. An event that comes late ends only what was asked before it.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=approval-stops",
      DomainEventListener.MISSES_NONE + "=subject.disabled",
      DomainEventListener.MISSES_NONE + "=subject.deleted",
      DomainEventListener.MISSES_NONE + "=delegation.revoked"
    })
public final class ApprovalStops implements DomainEventListener {

  private final OpenApprovals open;
  private final Standing standing;
  private final Withdrawals withdrawals;
  private final TenantRegistry tenants;

  @Activate
  public ApprovalStops(
      @Reference OpenApprovals open,
      @Reference Standing standing,
      @Reference Withdrawals withdrawals,
      @Reference TenantRegistry tenants) {
    this.open = open;
    this.standing = standing;
    this.withdrawals = withdrawals;
    this.tenants = tenants;
  }

  @Override
  public void on(DomainEvent event) {
    end(event, each -> true);
  }

  @Override
  public void onLate(DomainEvent event, Instant when) {
    end(event, each -> !each.createdAt().isAfter(when));
  }

  private void end(DomainEvent event, Predicate<Open> before) {
    switch (event.type()) {
      case "subject.disabled", "subject.deleted" ->
          tenants
              .activeById(event.tenantId())
              .ifPresent(tenant -> withdraw(tenant, event, before.and(concerning(event.id()))));
      case "delegation.revoked" -> endWithoutConsent(event, before);
      case "subject.changed" -> // an agent may have lost that it acts for people at all
          endWithoutConsent(event, before.and(concerning(event.id())));
      default -> {} // it is nobody's end
    }
  }

  private void endWithoutConsent(DomainEvent event, Predicate<Open> which) {
    tenants
        .activeById(event.tenantId())
        .ifPresent(
            tenant ->
                withdraw(
                    tenant, event, which.and(each -> !standing.consents(tenant, each.asked()))));
  }

  private static Predicate<Open> concerning(String subjectId) {
    return each -> Standing.parties(each.asked()).anyMatch(party -> party.id().equals(subjectId));
  }

  private void withdraw(TenantContext tenant, DomainEvent event, Predicate<Open> which) {
    open.each(
        tenant.id(),
        each -> {
          if (which.test(each)) {
            withdrawals.of(tenant, each.id(), event.type(), Initiator.server("approvals"));
          }
        });
  }
}
