package org.lumoauth.agents.approvals.rule;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.approval.NewApproval;

/**
 * Who may approve some of what is asked.
 *
 * @param actions for which actions, byte-exact; empty means any
 * @param risks for which risks; empty means any
 * @param approvers who may answer: each of them
 * @param people how many different people have to agree, 1 or 2
 * @param expires how long they have
 * @param remind how long after they were told they are told once more; zero for never
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
