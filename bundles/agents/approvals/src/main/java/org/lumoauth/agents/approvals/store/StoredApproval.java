/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.store;

import java.time.Duration;
import java.util.List;
import org.lumoauth.agents.approvals.rule.ApproverSpec;
import org.lumoauth.api.approval.Approval;

/**
 * A stored approval with its approvers.
 *
 * @param tenantId the id of the tenant
 * @param approval the public part of the approval
 * @param approvers the approvers by the rules at the time of the request
 * @param remindAfter the delay of the reminder after the notification; zero for none, and after it
 *     is scheduled
 */
public record StoredApproval(
    String tenantId, Approval approval, List<ApproverSpec> approvers, Duration remindAfter) {
  public StoredApproval {
    approvers = List.copyOf(approvers);
  }
}
