package org.lumoauth.agents.accessrequests;

import static org.lumoauth.testkit.builder.Builders.aQuestion;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.AuthorizationModelContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class ApprovedAccessContractTest extends AuthorizationModelContract {

  private static final TenantContext ACME = aTenant().build();

  private final OneApproval approvals = new OneApproval(ACME);
  private final FakeSettingsStore settings =
      new FakeSettingsStore().with("access-requests", new AccessSettings());

  @BeforeEach
  void open() {
    settings.change(ACME, "access-requests", Map.of("enabled", true));
    var asked = question("read");
    var decided =
        Binding.decided(asked.subject().toString(), asked.action(), asked.resource().get());
    approvals.ask(
        ACME,
        new NewApproval(
            asked.subject(),
            List.of(),
            Optional.empty(),
            ApprovedAccess.ACTION,
            decided,
            "To read it",
            "high",
            Optional.empty(),
            Optional.empty()),
        Initiator.server("test"));
    approvals.approve(Duration.ZERO, Optional.empty());
  }

  @Override
  protected AuthorizationModel model() {
    return new ApprovedAccess(approvals, settings, new TokenHolders(new FakeProviderRegistry()));
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Question permitted() {
    return question("read");
  }

  @Override
  protected Question refused() {
    return question("write");
  }

  private static Question question(String action) {
    return aQuestion()
        .about(aUserRef())
        .toDo(action)
        .on("document", "q3")
        .given("approval", Map.of("id", "apr_1"))
        .build();
  }
}
