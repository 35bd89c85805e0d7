/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.AuditChainVerificationResult;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditTrailReader;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.UnsupportedSigningKeyService;

/** Operator commands within a tenant: agents, keys and the audit chain. */
class TenantWorkCommandsTest {
  private static final TenantContext ACME = aTenant("acme").build();

  @TempDir Path folder;

  private final FakeAgentRegistry agents = new FakeAgentRegistry();
  private final Keys keys = new Keys();
  private TestConsole console;

  /** Tells what was rotated by the key's name. */
  private static final class Keys extends UnsupportedSigningKeyService {
    private final List<String> revoked = new ArrayList<>();

    @Override
    public List<SigningKeyInfo> list(TenantContext tenant) {
      return List.of(
          key("new", SigningAlgorithm.ES256, SigningKeyInfo.SigningKeyState.CURRENT),
          key("old", SigningAlgorithm.ES256, SigningKeyInfo.SigningKeyState.RETIRING),
          key("other", SigningAlgorithm.RS256, SigningKeyInfo.SigningKeyState.RETIRING));
    }

    private static SigningKeyInfo key(
        String kid, SigningAlgorithm algorithm, SigningKeyInfo.SigningKeyState state) {
      return new SigningKeyInfo(kid, algorithm, state, Instant.EPOCH, Optional.empty());
    }

    @Override
    public void revoke(TenantContext tenant, String kid, AuditInitiator by) {
      revoked.add(kid);
    }

    @Override
    public String rotate(TenantContext tenant, SigningAlgorithm algorithm, AuditInitiator by) {
      if (algorithm == SigningAlgorithm.Ed25519) {
        throw new IllegalStateException("no such thing in the keystore of /var/secret");
      }
      return tenant.slug() + "-" + algorithm;
    }
  }

  /** A chain in which a record was changed. */
  private record BrokenChain() implements AuditLog {
    @Override
    public AuditReceipt record(String tenantId, AuditEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<AuditReceipt> recordAsync(String tenantId, AuditEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AuditChainVerificationResult verify(String tenantId) {
      return new AuditChainVerificationResult(
          6,
          "00",
          Optional.of(
              new AuditChainVerificationResult.AuditChainBreak(7, "aud_7", "its hash is another")));
    }
  }

  @BeforeEach
  void open() throws Exception {
    console =
        TestConsole.open(folder)
            .with(TenantAdminService.class, new FakeTenantAdmin().with("acme"))
            .with(TenantRegistry.class, new FakeTenantRegistry().with(ACME))
            .with(AgentRegistry.class, agents)
            .with(SigningKeyService.class, keys);
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  @Test
  void registersAgentAndShowsClientSecret() throws Exception {
    String said =
        console.run("lumoauth:agent-create --capability a.read --capability b.read acme Bot");

    assertTrue(said.matches("(?s).*Client id: +cli_.*Client secret: secret-of-agt_.*"), said);
  }

  @Test
  void assignsEveryCapabilityOption() throws Exception {
    String said =
        console.run("lumoauth:agent-create --capability a.read --capability b.read acme Bot");

    String id = said.replaceAll("(?s).*Id: +(agt_\\w+).*", "$1");
    assertEquals(
        java.util.Set.of("a.read", "b.read"), agents.find(ACME, id).orElseThrow().capabilities());
  }

  @Test
  void rejectsBlankAgentName() {
    assertEquals(
        "The agent name must not be empty.", console.refusal("lumoauth:agent-create acme ' '"));
  }

  @Test
  void reportsUnknownTenant() {
    String expected = "There is no enabled tenant nope; see lumoauth:tenant-list.";

    assertEquals(expected, console.refusal("lumoauth:agent-create nope Bot"));
    assertEquals(expected, console.refusal("lumoauth:key-rotate nope"));
  }

  @Test
  void rotatesKeyOfDefaultAlgorithm() throws Exception {
    assertEquals(
        "acme now signs ES256 with the key acme-ES256.",
        console.run("lumoauth:key-rotate acme").strip());
  }

  @Test
  void doesNotRevokeOldKeysByDefault() throws Exception {
    console.run("lumoauth:key-rotate acme");

    assertEquals(List.of(), keys.revoked);
  }

  @Test
  void revokesOldKeysOnRequest() throws Exception {
    console.run("lumoauth:key-rotate --revoke-old acme");

    assertEquals(List.of("old"), keys.revoked);
  }

  @Test
  void acceptsAlgorithmNamesCaseInsensitively() throws Exception {
    assertEquals(
        "acme now signs RS256 with the key acme-RS256.",
        console.run("lumoauth:key-rotate acme rs256").strip());
  }

  @Test
  void reportsSupportedAlgorithms() {
    assertEquals(
        "The algorithm must be RS256, PS256, ES256 or Ed25519.",
        console.refusal("lumoauth:key-rotate acme HS256"));
  }

  @Test
  void hidesInternalErrors() {
    assertEquals(
        "An unexpected error occurred. See the server's log.",
        console.refusal("lumoauth:key-rotate acme Ed25519"));
  }

  @Test
  void reportsIntactAuditChain() throws Exception {
    console.with(AuditLog.class, new FakeAuditLog());

    assertEquals(
        "The audit chain of acme is intact: 0 records.",
        console.run("lumoauth:audit-verify acme").strip());
  }

  @Test
  void verifiesPlatformChainByDefault() throws Exception {
    console.with(AuditLog.class, new FakeAuditLog());

    assertEquals(
        "The audit chain of the platform is intact: 0 records.",
        console.run("lumoauth:audit-verify").strip());
  }

  @Test
  void reportsFirstBrokenAuditRecord() {
    console.with(AuditLog.class, new BrokenChain());

    assertEquals(
        "The audit chain of acme is broken at record 7 (aud_7): its hash is "
            + "another. The 6 records before it are intact.",
        console.refusal("lumoauth:audit-verify acme"));
  }

  @Test
  void reportsUnknownTenantForAuditVerification() {
    console.with(AuditLog.class, new FakeAuditLog());

    assertEquals(
        "There is no tenant nope; see lumoauth:tenant-list.",
        console.refusal("lumoauth:audit-verify nope"));
  }

  @Test
  void listsNewestPlatformAuditRecords() throws Exception {
    console.with(AuditTrailReader.class, new LongChain());

    String listed = console.run("lumoauth:audit-list --no-format --limit \"2\"");

    assertTrue(listed.contains("tenant.created"), listed);
    assertEquals(List.of("platform 38 40"), LongChain.ASKED);
  }

  @Test
  void rejectsRecordLimitOutOfRange() {
    console.with(AuditTrailReader.class, new LongChain());

    assertEquals(
        "--limit must be between 1 and 1000.",
        console.refusal("lumoauth:audit-list --limit \"0\""));
  }

  /** A chain of forty records. */
  private static final class LongChain implements AuditTrailReader {
    static final List<String> ASKED = new ArrayList<>();

    @Override
    public long findHeadSequence(String tenantId) {
      return 40;
    }

    @Override
    public List<AuditRecord> read(
        String tenantId, long after, long upTo, Set<String> actions, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<AuditRecord> read(String tenantId, long after, long upTo, int limit) {
      ASKED.add(tenantId + " " + after + " " + upTo);
      return List.of(
          new AuditRecord(
              "aud_40",
              40,
              tenantId,
              Instant.EPOCH,
              TestBuilders.anAuditEvent().of("tenant.created").build()));
    }
  }

  @Test
  void showsHelpForArguments() throws Exception {
    assertTrue(
        console.run("lumoauth:key-rotate --help").contains("RS256, PS256, ES256 or Ed25519."));
    assertTrue(console.run("lumoauth:agent-create --help").contains("--capability"));
    assertTrue(console.run("lumoauth:audit-verify --help").contains("The tenant's slug;"));
  }
}
