package org.lumoauth.api.approval;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a way to reach a person who approves. Registered with {@code
 * lumoauth.kind=approver-channel} and {@code lumoauth.name}.
 */
public interface ApproverChannel {

  /** Whether this person can be reached by this channel now. */
  boolean reaches(TenantContext tenant, ApprovalRequest request);

  /**
   * Asks. Returns when the channel has taken the request; the answer comes by its own way.
   *
   * @param link the page on which the person answers; empty while there is none, where a channel
   *     that has another way to get the answer asks all the same
   */
  void ask(TenantContext tenant, ApprovalRequest request, String link);
}
