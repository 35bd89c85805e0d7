/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestStore;
import org.lumoauth.agents.jit.task.AgentTaskLifecycleService;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/**
 * Finds pending requests for a caller: a person gets those that they may answer, an API key of an
 * administrator, which cannot answer, gets all, an agent gets none.
 */
final class PendingJitRequestQuery {

  /** Maximum number of pending requests in memory. */
  static final int AT_ONCE = 500;

  private final JitRequestStore store;
  private final AgentTaskLifecycleService tasks;
  private final ApprovalService approvals;
  private final SubjectDirectory subjects;

  PendingJitRequestQuery(
      JitRequestStore store,
      AgentTaskLifecycleService tasks,
      ApprovalService approvals,
      SubjectDirectory subjects) {
    this.store = store;
    this.tasks = tasks;
    this.approvals = approvals;
    this.subjects = subjects;
  }

  /** Returns a page of the requests, the newest first. */
  Page<JitRequest> of(TenantContext tenant, Caller caller, PageRequest asked) {
    if (!caller.actors().isEmpty() || caller.subject().type().equals(SubjectRef.AGENT)) {
      return new Page<>(List.of(), 0, asked);
    }
    Predicate<JitRequest> shown = shown(tenant, caller);
    Instant now = tasks.now();
    List<JitRequest> page = new ArrayList<>();
    long total = 0;
    Optional<JitRequest> last = Optional.empty();
    List<JitRequest> some;
    do {
      some = store.findPending(tenant.id(), now, last, AT_ONCE);
      for (JitRequest request : some) {
        if (shown.test(request)) {
          if (total >= asked.offset() && page.size() < asked.limit()) {
            page.add(request);
          }
          total++;
        }
      }
      last = some.stream().reduce((first, next) -> next);
    } while (some.size() == AT_ONCE);
    return new Page<>(page, total, asked);
  }

  private Predicate<JitRequest> shown(TenantContext tenant, Caller caller) {
    if (!caller.subject().type().equals(SubjectRef.USER)) {
      return request -> goesOn(tenant, request);
    }
    Set<String> answerable =
        approvals.listPending(tenant, caller.subject(), Integer.MAX_VALUE).stream()
            .map(Approval::id)
            .collect(Collectors.toSet());
    return request ->
        request.approvalId().filter(answerable::contains).isPresent() && goesOn(tenant, request);
  }

  /**
   * Returns whether the agent of a request is still active; other requests are not shown to
   * approvers.
   */
  private boolean goesOn(TenantContext tenant, JitRequest request) {
    var agent = new SubjectRef(SubjectRef.AGENT, request.agentId());
    return subjects.status(tenant, agent) == SubjectStatus.ENABLED;
  }
}
