/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.approval.NewApproval;

/**
 * Defines the approvers for some of the requests.
 *
 * @param actions the actions, byte-exact; empty means any
 * @param risks the risk levels; empty means any
 * @param approvers the approvers, each of them may answer
 * @param people how many different people must approve, 1 or 2
 * @param expires how long they have to answer
 * @param remind the delay of the reminder after the notification; zero for no reminder
 */
public record ApproverRule(
    Set<String> actions,
    Set<String> risks,
    List<ApproverSpec> approvers,
    int people,
    Duration expires,
    Duration remind) {
  public ApproverRule {
    actions = Set.copyOf(actions);
    risks = Set.copyOf(risks);
    approvers = List.copyOf(approvers);
  }

  boolean matches(NewApproval asked) {
    return (actions.isEmpty() || actions.contains(asked.action()))
        && (risks.isEmpty() || risks.contains(asked.risk()));
  }
}
