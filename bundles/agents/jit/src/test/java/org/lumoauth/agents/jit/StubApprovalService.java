/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import java.time.InstantSource;
import java.util.Map;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.testkit.fake.FakeApprovalService;

/** Approvals in memory that compare parameters as JSON. */
public final class StubApprovalService extends FakeApprovalService {

  StubApprovalService(InstantSource clock) {
    super(clock);
  }

  @Override
  public boolean covers(Approval approval, String action, Map<String, Object> parameters) {
    return approval.request().action().equals(action)
        && ComparableJsonTreeConverter.tree(approval.request().parameters())
            .equals(ComparableJsonTreeConverter.tree(parameters));
  }
}
