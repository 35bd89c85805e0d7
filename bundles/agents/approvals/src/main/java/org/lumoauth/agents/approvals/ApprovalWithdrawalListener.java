/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.lumoauth.agents.approvals.notify.ApprovalWakeSignal;
import org.lumoauth.agents.approvals.store.OpenApprovalWithdrawalStore;
import org.lumoauth.agents.approvals.store.OpenApprovalWithdrawalStore.OpenApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Withdraws pending and approved but unused requests when a requester, a participant or the user is
 * disabled or deleted, or when the user's consent is revoked. Enabling them again does not restore
 * the requests. A late event affects only requests that were created before it. The calling request
 * waits for a few statements only; audit records and events follow asynchronously.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=approval-stops",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DISABLED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.DELEGATION_REVOKED
    })
public final class ApprovalWithdrawalListener implements DomainEventListener {

  private static final String AGENT = "agt_";

  private final OpenApprovalWithdrawalStore open;
  private final ApprovalRequestValidityChecker standing;
  private final ApprovalWakeSignal records;
  private final TenantRegistry tenants;
  private final InstantSource clock;

  @Activate
  public ApprovalWithdrawalListener(
      @Reference PersistenceUnit unit,
      @Reference ApprovalRequestValidityChecker standing,
      @Reference ApprovalWakeSignal records,
      @Reference TenantRegistry tenants,
      @Reference InstantSource clock) {
    this.open = new OpenApprovalWithdrawalStore(unit);
    this.standing = standing;
    this.records = records;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public void onEvent(DomainEvent event) {
    end(event, each -> true);
  }

  @Override
  public void onMissedEvent(DomainEvent event, Instant when) {
    end(event, each -> !each.createdAt().isAfter(when));
  }

  private void end(DomainEvent event, Predicate<OpenApproval> before) {
    tenants.findById(event.tenantId()).ifPresent(tenant -> end(tenant, event, before));
  }

  private void end(TenantContext tenant, DomainEvent event, Predicate<OpenApproval> before) {
    Instant now = clock.instant();
    switch (event.type()) {
      case DomainEvent.SUBJECT_DISABLED, DomainEvent.SUBJECT_DELETED ->
          open.withdraw(tenant.id(), now, before.and(concerning(event.id())), event.type());
      case DomainEvent.DELEGATION_REVOKED ->
          open.withdrawBy(
              tenant.id(), event.id(), now, before.and(withoutConsent(tenant)), event.type());
      case DomainEvent.SUBJECT_CHANGED -> {
        if (event
            .id()
            .startsWith(AGENT)) { // the event may remove the agent's right to act for users
          open.withdrawOf(
              tenant.id(),
              new SubjectRef(SubjectRef.AGENT, event.id()),
              now,
              before.and(withoutConsent(tenant)),
              event.type());
        }
      }
      default -> {
        return; // the event disables or deletes no participant
      }
    }
    records.wake();
  }

  private Predicate<OpenApproval> withoutConsent(TenantContext tenant) {
    return each -> !standing.hasConsent(tenant, each.asked());
  }

  private static Predicate<OpenApproval> concerning(String subjectId) {
    return each ->
        ApprovalRequestValidityChecker.participants(each.asked())
            .anyMatch(party -> party.id().equals(subjectId));
  }
}
