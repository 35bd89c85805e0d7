package org.lumoauth.agents.approvals.rule;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgent;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.approval.ApproverSource;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ApproverSourceContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class AgentPeopleContractTest {

  private static final TenantContext ACME = aTenant().build();
  private static final SubjectRef OWNER = new SubjectRef(SubjectRef.USER, "usr_owner");
  private static final SubjectRef SPONSOR = new SubjectRef(SubjectRef.USER, "usr_sponsor");
  private static final String ALONE = "agt_alone";

  private final AgentPeople people =
      new AgentPeople(
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
                                  new AgentDetails(
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
  abstract class People extends ApproverSourceContract {
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
    protected ApproverSource source() {
      return new Owners(people);
    }

    @Override
    protected Set<SubjectRef> related() {
      return Set.of(OWNER);
    }
  }

  @Nested
  class SponsorsContractTest extends People {
    @Override
    protected ApproverSource source() {
      return new Sponsors(people);
    }

    @Override
    protected Set<SubjectRef> related() {
      return Set.of(SPONSOR);
    }
  }
}
