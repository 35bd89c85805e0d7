/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.evaluation.AuthzenResponseExtension;
import org.lumoauth.api.evaluation.AuthzenResponseExtension.DeniedEvaluation;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authz.AuthzenResponseExtensionContract;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;

class RequestableDenialExtensionContractTest extends AuthzenResponseExtensionContract {

  private static final TenantContext ACME = aTenant().build();
  private static final DecisionReason NO = DecisionReason.of("no_role", "No.", Map.of());

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with("access-requests", new AccessRequestSettings());
  private final RequestableDenialExtension requestable =
      new RequestableDenialExtension(
          new DenialBindingTokenService(new FakeSigningKeyService()),
          new FakeIdGenerator(),
          settings);

  @BeforeEach
  void letItBeAskedFor() {
    settings.change(ACME, "access-requests", Map.of("enabled", true));
  }

  @Override
  protected AuthzenResponseExtension extension() {
    return requestable;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected DeniedEvaluation concerned() {
    return denied(AuthorizationVote.notApplicable(NO, Optional.empty()));
  }

  @Override
  protected DeniedEvaluation unconcerned() {
    return denied(AuthorizationVote.deny(NO, "Ask an administrator."));
  }

  private static DeniedEvaluation denied(AuthorizationVote vote) {
    return new DeniedEvaluation(
        aCaller().build(),
        Map.of("type", "user", "id", aUserRef().id()),
        Map.of("type", "document", "id", "q3"),
        Map.of("name", "read"),
        aQuestion().about(aUserRef()).withAction("read").on("document", "q3").build(),
        new Decision(
            false,
            NO,
            Optional.empty(),
            List.of(new ModelVote("roles", aUserRef(), vote)),
            Duration.ZERO));
  }
}
