/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.status;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class CompositeSubjectDirectoryTest {
  private static final TenantContext ACME = aTenant().build();

  private final FakeProviderRegistry providers = new FakeProviderRegistry();
  private final CompositeSubjectDirectory subjects = new CompositeSubjectDirectory(providers);

  @Test
  void usesSourceOfSubjectType() {
    providers.with(
        SubjectSource.class,
        SubjectRef.AGENT,
        new FakeSubjectDirectory().with(ACME, anAgentRef(), "Bot"));

    assertEquals(SubjectStatus.ENABLED, subjects.status(ACME, anAgentRef()));
    assertEquals("Bot", subjects.displayName(ACME, anAgentRef()));
  }

  @Test
  void reportsSubjectWithoutSourceAsUnknown() {
    assertEquals(SubjectStatus.UNKNOWN, subjects.status(ACME, anAgentRef()));
  }

  @Test
  void reportsAnUnavailableSubjectSourceInsteadOfAnUnknownSubject() {
    providers.withUnavailable(SubjectSource.class, SubjectRef.AGENT, "agents-registry");

    var refusal = assertThrows(ApiException.class, () -> subjects.status(ACME, anAgentRef()));

    assertEquals("module_unavailable", refusal.code());
    assertEquals("agents-registry", refusal.details().get("module"));
  }

  @Test
  void requiresOnlySourceOfSubjectType() {
    providers
        .withUnavailable(SubjectSource.class, SubjectRef.USER, "platform-directory")
        .with(
            SubjectSource.class,
            SubjectRef.AGENT,
            new FakeSubjectDirectory().with(ACME, anAgentRef()));

    assertEquals(SubjectStatus.ENABLED, subjects.status(ACME, anAgentRef()));
  }

  @Test
  void refusesAnUnknownActor() {
    assertFalse(subjects.canActFor(ACME, anAgentRef(), anAgentRef()));
  }

  @Test
  void checksActorAgainstItsSource() {
    var agents = new FakeSubjectDirectory().with(ACME, anAgentRef());
    providers.with(SubjectSource.class, SubjectRef.AGENT, agents);
    var user = new SubjectRef(SubjectRef.USER, "usr_1");
    assertTrue(subjects.canActFor(ACME, anAgentRef(), user));

    agents.forItself(ACME, anAgentRef());

    assertFalse(subjects.canActFor(ACME, anAgentRef(), user));
  }

  @Test
  void reportsCredentialAbuseToSourceIfInstalled() {
    var agents = new FakeSubjectDirectory();
    subjects.reportCredentialAbuse(
        ACME, anAgentRef(), CredentialAbuseKind.PROOF_FAILED, "192.0.2.7");
    providers.with(SubjectSource.class, SubjectRef.AGENT, agents);

    subjects.reportCredentialAbuse(
        ACME, anAgentRef(), CredentialAbuseKind.RULE_BROKEN, "192.0.2.7");

    assertEquals(
        List.of(
            new FakeSubjectDirectory.RecordedCredentialAbuse(
                anAgentRef(), CredentialAbuseKind.RULE_BROKEN, "192.0.2.7")),
        agents.misuses());
    assertEquals(0, providers.openLeases());
  }

  /** A credential is refused for how it was shown, also where nobody can count that now. */
  @Test
  void ignoresFailureWhenReportingAbuse() {
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
          public void reportCredentialAbuse(
              TenantContext tenant, SubjectRef subject, CredentialAbuseKind how, String address) {
            throw new ApiException(503, "service_unavailable", "The audit log is away.");
          }
        };
    providers.with(SubjectSource.class, SubjectRef.AGENT, fails);

    assertDoesNotThrow(
        () ->
            subjects.reportCredentialAbuse(
                ACME, anAgentRef(), CredentialAbuseKind.RULE_BROKEN, "192.0.2.7"));
    assertEquals(0, providers.openLeases());
  }

  @Test
  void usesIdAsNameIfSourceIsUnavailable() {
    providers.withUnavailable(SubjectSource.class, SubjectRef.AGENT, "agents-registry");

    assertEquals(anAgentRef().id(), subjects.displayName(ACME, anAgentRef()));
  }
}
