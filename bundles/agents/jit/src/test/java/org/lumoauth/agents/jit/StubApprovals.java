package org.lumoauth.agents.jit;

import java.time.InstantSource;
import java.util.Map;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.testkit.fake.FakeApprovals;

/** Approvals in memory that compare parameters as JSON. */
final class StubApprovals extends FakeApprovals {

  StubApprovals(InstantSource clock) {
    super(clock);
  }

  @Override
  public boolean covers(Approval approval, String action, Map<String, Object> parameters) {
    return approval.asked().action().equals(action)
        && JitJson.tree(approval.asked().parameters()).equals(JitJson.tree(parameters));
  }
}
