/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authz.AuthorizationModelContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class ApprovedAccessAuthorizationModelContractTest extends AuthorizationModelContract {

  private static final TenantContext ACME = aTenant().build();

  private final SingleApprovalService approvals = new SingleApprovalService(ACME);
  private final FakeSettingsStore settings =
      new FakeSettingsStore().with("access-requests", new AccessRequestSettings());

  @BeforeEach
  void open() {
    settings.change(ACME, "access-requests", Map.of("enabled", true));
    var asked = question("read");
    var decided =
        DenialBindingTokenService.decided(
            asked.subject().toString(), asked.action(), asked.resource().get());
    approvals.requestApproval(
        ACME,
        new NewApproval(
            asked.subject(),
            List.of(),
            Optional.empty(),
            ApprovedAccessAuthorizationModel.ACTION,
            decided,
            "To read it",
            "high",
            Optional.empty(),
            Optional.empty()),
        AuditInitiator.server("test"));
    approvals.approve(Duration.ZERO, Optional.empty());
  }

  @Override
  protected AuthorizationModel model() {
    return new ApprovedAccessAuthorizationModel(
        approvals, settings, new AgentTokenHolderResolver(new FakeProviderRegistry()));
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected DecisionRequest permitted() {
    return question("read");
  }

  @Override
  protected DecisionRequest refused() {
    return question("write");
  }

  private static DecisionRequest question(String action) {
    return aQuestion()
        .about(aUserRef())
        .withAction(action)
        .on("document", "q3")
        .withContext("approval", Map.of("id", "apr_1"))
        .build();
  }
}
