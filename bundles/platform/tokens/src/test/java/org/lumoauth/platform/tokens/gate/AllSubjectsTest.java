package org.lumoauth.platform.tokens.gate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.Misuse;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSubjects;

class AllSubjectsTest {
  private static final TenantContext ACME = aTenant().build();

  private final FakeProviderRegistry providers = new FakeProviderRegistry();
  private final AllSubjects subjects = new AllSubjects(providers);

  @Test
  void asksTheSourceOfTheSubjectsType() {
    providers.with(
        SubjectSource.class, SubjectRef.AGENT, new FakeSubjects().with(ACME, anAgentRef(), "Bot"));

    assertEquals(SubjectStatus.ENABLED, subjects.status(ACME, anAgentRef()));
    assertEquals("Bot", subjects.displayName(ACME, anAgentRef()));
  }

  @Test
  void knowsNobodyOfATypeWithoutASource() {
    assertEquals(SubjectStatus.UNKNOWN, subjects.status(ACME, anAgentRef()));
  }

  @Test
  void doesNotCallSomebodyUnknownWhoseModuleIsOnlyAway() {
    providers.lacking(SubjectSource.class, SubjectRef.AGENT, "agents-registry");

    var refusal = assertThrows(Problem.class, () -> subjects.status(ACME, anAgentRef()));

    assertEquals("module_unavailable", refusal.code());
    assertEquals("agents-registry", refusal.details().get("module"));
  }

  @Test
  void needsOnlyTheSourceOfTheSubjectsType() {
    providers
        .lacking(SubjectSource.class, SubjectRef.USER, "platform-directory")
        .with(SubjectSource.class, SubjectRef.AGENT, new FakeSubjects().with(ACME, anAgentRef()));

    assertEquals(SubjectStatus.ENABLED, subjects.status(ACME, anAgentRef()));
  }

  @Test
  void letsNobodyActOfWhomNothingIsKnown() {
    assertFalse(subjects.mayActFor(ACME, anAgentRef(), anAgentRef()));
  }

  @Test
  void asksTheActorsSourceWhetherItMayAct() {
    var agents = new FakeSubjects().with(ACME, anAgentRef());
    providers.with(SubjectSource.class, SubjectRef.AGENT, agents);
    var user = new SubjectRef(SubjectRef.USER, "usr_1");
    assertTrue(subjects.mayActFor(ACME, anAgentRef(), user));

    agents.forItself(ACME, anAgentRef());

    assertFalse(subjects.mayActFor(ACME, anAgentRef(), user));
  }

  @Test
  void tellsTheSourceHowACredentialWasShownIfThereIsOne() {
    var agents = new FakeSubjects();
    subjects.misused(ACME, anAgentRef(), Misuse.PROOF_FAILED, "192.0.2.7");
    providers.with(SubjectSource.class, SubjectRef.AGENT, agents);

    subjects.misused(ACME, anAgentRef(), Misuse.RULE_BROKEN, "192.0.2.7");

    assertEquals(
        List.of(new FakeSubjects.Misused(anAgentRef(), Misuse.RULE_BROKEN, "192.0.2.7")),
        agents.misuses());
    assertEquals(0, providers.openLeases());
  }

  /** A credential is refused for how it was shown, also where nobody can count that now. */
  @Test
  void leavesARefusalAsItWasWhereItsSourceCannotCount() {
    var fails =
        new SubjectSource() {
          @Override
          public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
            return SubjectStatus.ENABLED;
          }

          @Override
          public String displayName(TenantContext tenant, SubjectRef subject) {
            return subject.id();
          }

          @Override
          public void misused(
              TenantContext tenant, SubjectRef subject, Misuse how, String address) {
            throw new Problem(503, "service_unavailable", "The audit log is away.");
          }
        };
    providers.with(SubjectSource.class, SubjectRef.AGENT, fails);

    assertDoesNotThrow(() -> subjects.misused(ACME, anAgentRef(), Misuse.RULE_BROKEN, "192.0.2.7"));
    assertEquals(0, providers.openLeases());
  }

  @Test
  void namesASubjectByItsIdWhileItsModuleIsAway() {
    providers.lacking(SubjectSource.class, SubjectRef.AGENT, "agents-registry");

    assertEquals(anAgentRef().id(), subjects.displayName(ACME, anAgentRef()));
  }
}
