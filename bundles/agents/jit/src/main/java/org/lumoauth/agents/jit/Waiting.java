package org.lumoauth.agents.jit;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
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

  @Activate
  public Waiting(
      @Reference RequestStore store, @Reference Tasks tasks, @Reference Approvals approvals) {
    this.store = store;
    this.tasks = tasks;
    this.approvals = approvals;
  }

  /** The requests, the oldest first. */
  List<Request> of(TenantContext tenant, Caller caller) {
    if (!caller.actors().isEmpty() || caller.subject().type().equals(SubjectRef.AGENT)) {
      return List.of();
    }
    List<Request> all = store.pending(tenant.id(), tasks.now(), LOOKED_AT);
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
}
