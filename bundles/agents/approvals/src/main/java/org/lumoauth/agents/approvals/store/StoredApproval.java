package org.lumoauth.agents.approvals.store;

import java.time.Duration;
import java.util.List;
import org.lumoauth.agents.approvals.rule.ApproverSpec;
import org.lumoauth.api.approval.Approval;

/**
 * An approval with what decides who may answer.
 *
 * @param tenantId whose it is
 * @param approval what others may know
 * @param approvers who may answer, as the rules said when it was asked
 * @param remindAfter how long after they are told people are told once more; zero for not at all,
 *     and once that stands to come
 */
public record StoredApproval(
    String tenantId, Approval approval, List<ApproverSpec> approvers, Duration remindAfter) {
  public StoredApproval {
    approvers = List.copyOf(approvers);
  }
}
