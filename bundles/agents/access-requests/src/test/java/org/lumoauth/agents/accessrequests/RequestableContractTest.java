package org.lumoauth.agents.accessrequests;

import static org.lumoauth.testkit.builder.Builders.aCaller;
import static org.lumoauth.testkit.builder.Builders.aQuestion;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.evaluation.EvaluationExtension;
import org.lumoauth.api.evaluation.EvaluationExtension.Denied;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.EvaluationExtensionContract;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSigningKeys;

class RequestableContractTest extends EvaluationExtensionContract {

  private static final TenantContext ACME = aTenant().build();
  private static final Reason NO = Reason.of("no_role", "No.", Map.of());

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with("access-requests", new AccessSettings());
  private final Requestable requestable =
      new Requestable(new Binding(new FakeSigningKeys()), new FakeIdentifiers(), settings);

  @BeforeEach
  void letItBeAskedFor() {
    settings.change(ACME, "access-requests", Map.of("enabled", true));
  }

  @Override
  protected EvaluationExtension extension() {
    return requestable;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Denied concerned() {
    return denied(Vote.notApplicable(NO, Optional.empty()));
  }

  @Override
  protected Denied unconcerned() {
    return denied(Vote.deny(NO, "Ask an administrator."));
  }

  private static Denied denied(Vote vote) {
    return new Denied(
        aCaller().build(),
        Map.of("type", "user", "id", aUserRef().id()),
        Map.of("type", "document", "id", "q3"),
        Map.of("name", "read"),
        aQuestion().about(aUserRef()).toDo("read").on("document", "q3").build(),
        new Decision(
            false,
            NO,
            Optional.empty(),
            List.of(new ModelVote("roles", aUserRef(), vote)),
            Duration.ZERO));
  }
}
