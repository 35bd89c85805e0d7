package org.lumoauth.agents.approvals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.lumoauth.agents.approvals.store.OpenApprovals;
import org.lumoauth.agents.approvals.store.OpenApprovals.Open;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
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

  private static final String AGENT = "agt_";

  private final OpenApprovals open;
  private final Standing standing;
  private final Withdrawals withdrawals;
  private final TenantRegistry tenants;
  private final InstantSource clock;

  @Activate
  public ApprovalStops(
      @Reference OpenApprovals open,
      @Reference Standing standing,
      @Reference Withdrawals withdrawals,
      @Reference TenantRegistry tenants) {
    this(open, standing, withdrawals, tenants, InstantSource.system());
  }

  ApprovalStops(
      OpenApprovals open,
      Standing standing,
      Withdrawals withdrawals,
      TenantRegistry tenants,
      InstantSource clock) {
    this.open = open;
    this.standing = standing;
    this.withdrawals = withdrawals;
    this.tenants = tenants;
    this.clock = clock;
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
    tenants.activeById(event.tenantId()).ifPresent(tenant -> end(tenant, event, before));
  }

  private void end(TenantContext tenant, DomainEvent event, Predicate<Open> before) {
    switch (event.type()) {
      case "subject.disabled", "subject.deleted" ->
          open.each(
              tenant.id(),
              clock.instant(),
              withdrawing(tenant, event, before.and(concerning(event.id()))));
      case "delegation.revoked" ->
          open.each(
              tenant.id(),
              clock.instant(),
              withdrawing(tenant, event, before.and(withoutConsent(tenant))));
      case "subject.changed" -> {
        if (event.id().startsWith(AGENT)) { // it may have lost that it acts for people at all
          open.eachOf(
              tenant.id(),
              new SubjectRef(SubjectRef.AGENT, event.id()),
              clock.instant(),
              withdrawing(tenant, event, before.and(withoutConsent(tenant))));
        }
      }
      default -> {} // it is nobody's end
    }
  }

  private Predicate<Open> withoutConsent(TenantContext tenant) {
    return each -> !standing.consents(tenant, each.asked());
  }

  private static Predicate<Open> concerning(String subjectId) {
    return each -> Standing.parties(each.asked()).anyMatch(party -> party.id().equals(subjectId));
  }

  private Consumer<Open> withdrawing(
      TenantContext tenant, DomainEvent event, Predicate<Open> which) {
    return each -> {
      if (which.test(each)) {
        withdrawals.of(tenant, each.id(), event.type(), Initiator.server("approvals"));
      }
    };
  }
}
