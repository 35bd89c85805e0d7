/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.approval.ApproverResolver;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.agent.ApproverResolverContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class AgentOwnershipLookupContractTest {

  private static final TenantContext ACME = aTenant().build();
  private static final SubjectRef OWNER = new SubjectRef(SubjectRef.USER, "usr_owner");
  private static final SubjectRef SPONSOR = new SubjectRef(SubjectRef.USER, "usr_sponsor");
  private static final String ALONE = "agt_alone";

  private final AgentOwnershipLookup people =
      new AgentOwnershipLookup(
          new FakeProviderRegistry()
              .with(
                  AgentRegistry.class,
                  "agents",
                  new FakeAgentRegistry()
                      .with(ACME, anAgent().withId(ALONE))
                      .with(
                          ACME,
                          anAgent()
                              .with(
                                  new AgentGovernance(
                                      AgentStatus.ACTIVE,
                                      Optional.of(OWNER.id()),
                                      Optional.of(SPONSOR.id()),
                                      List.of(),
                                      Optional.empty(),
                                      Optional.empty())))));

  private static NewApproval askedBy(SubjectRef requester) {
    return new NewApproval(
        requester,
        List.of(),
        Optional.empty(),
        "files.delete",
        Map.of("path", "/tmp"),
        "To tidy up.",
        "high",
        Optional.empty(),
        Optional.of(Duration.ofMinutes(5)));
  }

  /** Asked about an agent with people, and about one without. */
  abstract static class People extends ApproverResolverContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected NewApproval asked() {
      return askedBy(anAgentRef());
    }

    @Override
    protected NewApproval unrelated() {
      return askedBy(new SubjectRef(SubjectRef.AGENT, ALONE));
    }
  }

  @Nested
  class OwnersContractTest extends People {
    @Override
    protected ApproverResolver source() {
      return new AgentOwnerApproverResolver(people);
    }

    @Override
    protected Set<SubjectRef> related() {
      return Set.of(OWNER);
    }
  }

  @Nested
  class SponsorsContractTest extends People {
    @Override
    protected ApproverResolver source() {
      return new AgentSponsorApproverResolver(people);
    }

    @Override
    protected Set<SubjectRef> related() {
      return Set.of(SPONSOR);
    }
  }
}
