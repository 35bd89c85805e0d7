/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.lumoauth.agents.approvals.rule.ApprovalVoteEvaluator;
import org.lumoauth.agents.approvals.rule.ApproverEligibilityEvaluator;
import org.lumoauth.agents.approvals.rule.ApproverEvaluationCache;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalInbox;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the requests that wait for a person's answer. Each request is evaluated separately, so the
 * query evaluates only as many as the caller reads.
 */
@Component(
    service = {ApprovalInboxQuery.class, ApprovalInbox.class},
    property = {"lumoauth.kind=approvals", "lumoauth.name=inbox"})
public final class ApprovalInboxQuery implements ApprovalInbox {

  /** Maximum number of open requests in memory. */
  static final int AT_ONCE = 500;

  /** Reads open requests, starting after the last request that was read. */
  private interface OpenApprovalReader {
    List<StoredApproval> readNext(Instant now, Optional<Approval> last);
  }

  private final ApprovalStore store;
  private final ApproverEligibilityEvaluator approvers;
  private final ApprovalRequestValidityChecker standing;
  private final ApprovalVoteEvaluator agreement;
  private final InstantSource clock;

  @Activate
  public ApprovalInboxQuery(
      @Reference ApprovalStore store,
      @Reference ApproverEligibilityEvaluator approvers,
      @Reference ApprovalRequestValidityChecker standing,
      @Reference ApprovalVoteEvaluator agreement,
      @Reference InstantSource clock) {
    this.store = store;
    this.approvers = approvers;
    this.standing = standing;
    this.agreement = agreement;
    this.clock = clock;
  }

  /** Returns the first requests, the most urgent first. */
  List<Approval> findFirst(TenantContext tenant, SubjectRef who, int limit) {
    List<Approval> found = new ArrayList<>();
    if (limit > 0) {
      OpenApprovalReader urgent = (now, last) -> store.findOpen(tenant.id(), now, last, AT_ONCE);
      judge(
          tenant,
          who,
          urgent,
          each -> {
            found.add(each);
            return found.size() < limit;
          });
    }
    return found;
  }

  /** Returns a page of the requests and their total number. Evaluates all open requests. */
  Page<Approval> findPage(TenantContext tenant, SubjectRef who, PageRequest asked) {
    var page = new PageWindow(asked.offset(), asked.limit());
    judge(
        tenant,
        who,
        newest(tenant),
        each -> {
          page.add(each);
          return true;
        });
    return new Page<>(page.items, page.seen, asked);
  }

  @Override
  public ApprovalInboxPage listPage(TenantContext tenant, SubjectRef who, int page, int size) {
    var cut = new PageWindow((page - 1L) * size, size);
    judge(
        tenant,
        who,
        newest(tenant),
        each -> {
          cut.add(each);
          return !cut.isPassed();
        });
    long last =
        Math.max(
            1, Math.floorDiv(cut.seen + size - 1, size)); // number of the last page with results
    return new ApprovalInboxPage(
        cut.items,
        page == 1 ? Optional.empty() : Optional.of((int) Math.min(page - 1L, last)),
        cut.isPassed());
  }

  @Override
  public Set<SubjectRef> findInvalidatedApprovers(TenantContext tenant, Approval approval) {
    return agreement.findRevokedVoters(tenant, approval.id(), clock.instant());
  }

  private OpenApprovalReader newest(TenantContext tenant) {
    return (now, last) -> store.findOpenNewestFirst(tenant.id(), now, last, AT_ONCE);
  }

  /** Passes each request that waits for the approver to the consumer until it returns false. */
  private void judge(
      TenantContext tenant,
      SubjectRef who,
      OpenApprovalReader reading,
      Predicate<Approval> wantsMore) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ApproverEvaluationCache look = approvers.newContext(tenant, who, now);
    Optional<Approval> last = Optional.empty();
    List<StoredApproval> some;
    do {
      some = reading.readNext(now, last);
      for (StoredApproval stored : some) {
        last = Optional.of(stored.approval());
        if (standing.areParticipantsActive(tenant, stored.approval().request())
            && approvers.findAuthority(tenant, stored, who, look).isPresent()
            && !wantsMore.test(stored.approval())) {
          return;
        }
      }
    } while (some.size() == AT_ONCE);
  }

  /** The items of a list between two positions. */
  private static final class PageWindow {
    private final List<Approval> items = new ArrayList<>();
    private final long offset;
    private final int limit;
    private long seen;

    PageWindow(long offset, int limit) {
      this.offset = offset;
      this.limit = limit;
    }

    void add(Approval each) {
      if (seen >= offset && items.size() < limit) {
        items.add(each);
      }
      seen++;
    }

    /** Returns whether an item after the window was seen. */
    boolean isPassed() {
      return seen > offset + limit;
    }
  }
}
