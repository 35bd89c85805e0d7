package org.lumoauth.agents.jit;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Requests that wait, as far as somebody has to do with them: a person sees those that they may
 * answer, an administrator's key, which answers none, all of them, an agent none.
 */
@Component(service = Waiting.class)
public final class Waiting {

  /** How many of those that wait are looked through. */
  private static final int LOOKED_AT = 1_000;

  private final RequestStore store;
  private final Tasks tasks;
  private final Approvals approvals;
  private final Subjects subjects;

  @Activate
  public Waiting(
      @Reference RequestStore store,
      @Reference Tasks tasks,
      @Reference Approvals approvals,
      @Reference Subjects subjects) {
    this.store = store;
    this.tasks = tasks;
    this.approvals = approvals;
    this.subjects = subjects;
  }

  /** The requests, the oldest first. */
  List<Request> of(TenantContext tenant, Caller caller) {
    if (!caller.actors().isEmpty() || caller.subject().type().equals(SubjectRef.AGENT)) {
      return List.of();
    }
    List<Request> all =
        store.pending(tenant.id(), tasks.now(), LOOKED_AT).stream()
            .filter(request -> goesOn(tenant, request))
            .toList();
    if (!caller.subject().type().equals(SubjectRef.USER)) {
      return all;
    }
    Set<String> answerable =
        approvals.waiting(tenant, caller.subject(), LOOKED_AT).stream()
            .map(Approval::id)
            .collect(Collectors.toSet());
    return all.stream()
        .filter(request -> request.approvalId().filter(answerable::contains).isPresent())
        .toList();
  }

  /** Nobody is bothered with what an agent asked that was stopped since. */
  private boolean goesOn(TenantContext tenant, Request request) {
    var agent = new SubjectRef(SubjectRef.AGENT, request.agentId());
    return subjects.status(tenant, agent) == SubjectStatus.ENABLED;
  }
}
