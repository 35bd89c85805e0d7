/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a channel that notifies approvers. Registered with {@code
 * lumoauth.kind=approver-channel} and {@code lumoauth.name}.
 */
public interface ApproverChannel {

  /**
   * Returns whether the channel works. Returns {@code false} while a dependency is temporarily
   * unavailable, such as the module of a medium. Then notifications on all channels are delayed for
   * a while, so that no approver is skipped.
   */
  default boolean isAvailable(TenantContext tenant) {
    return true;
  }

  /** Returns whether this channel can reach the approver now. */
  boolean canReach(TenantContext tenant, ApproverNotification request);

  /**
   * Sends a request to its approver. Returns when the channel has accepted the request. The answer
   * arrives independently.
   *
   * @param link the page on which the person answers; empty if none is available. A channel that
   *     can collect the answer in another way sends the request anyway
   */
  void sendRequest(TenantContext tenant, ApproverNotification request, String link);
}
