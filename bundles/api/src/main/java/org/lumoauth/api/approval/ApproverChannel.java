package org.lumoauth.api.approval;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a way to reach a person who approves. Registered with {@code
 * lumoauth.kind=approver-channel} and {@code lumoauth.name}.
 */
public interface ApproverChannel {

  /**
   * Whether it works. One that lacks what is only away for a moment, as the module of a medium,
   * says no: then nobody is told by any channel for a while, rather than some not at all.
   */
  default boolean isAvailable(TenantContext tenant) {
    return true;
  }

  /** Whether this person can be reached by this channel now. */
  boolean canReach(TenantContext tenant, ApprovalRequest request);

  /**
   * Asks. Returns when the channel has taken the request; the answer comes by its own way.
   *
   * @param link the page on which the person answers; empty while there is none, where a channel
   *     that has another way to get the answer asks all the same
   */
  void sendRequest(TenantContext tenant, ApprovalRequest request, String link);
}
