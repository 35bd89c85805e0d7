/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.keys.vault.EnvelopeSecretProtectionService;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;

/** Signing key services of nodes that share a clock, an audit log and an executor. */
final class SigningKeyServiceFixture {

  static final Duration OVERLAP = Duration.ofHours(1);
  static final AuditInitiator OPERATOR = AuditInitiator.server("test");
  static final Map<String, Object> HEADER = Map.of("typ", "at+jwt");
  static final String PAYLOAD = "{\"sub\":\"me\"}";

  final SigningKeyTestClock clock = new SigningKeyTestClock();
  final FakeIdGenerator identifiers = new FakeIdGenerator();
  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final FakeAuditLog audit = new FakeAuditLog();
  final ManualExecutor background = new ManualExecutor();

  /** A node that hears of what others do. */
  DefaultSigningKeyService hearing(PersistenceUnit unit) {
    var ring = deaf(unit, JcaProviderSelector.fastest());
    events.addListener(ring);
    return ring;
  }

  /** A node that hears nothing of others. */
  DefaultSigningKeyService deaf(PersistenceUnit unit) {
    return deaf(unit, JcaProviderSelector.fastest());
  }

  DefaultSigningKeyService deaf(PersistenceUnit unit, JcaProviderSelector provider) {
    return new DefaultSigningKeyService(
        new SigningKeyStore(
            unit, EnvelopeSecretProtectionService.create(unit, new MasterKey(new byte[32]), 10)),
        provider,
        new KeyAuditRecorder(audit),
        identifiers,
        events,
        clock,
        new SigningKeyExecutors(background, background),
        OVERLAP,
        10);
  }

  /** Signs something. */
  static String sign(
      DefaultSigningKeyService ring, TenantContext tenant, SigningAlgorithm algorithm) {
    return ring.sign(tenant, algorithm, HEADER, PAYLOAD);
  }

  /** The ids of the tenant's keys in this state. */
  static List<String> ids(
      DefaultSigningKeyService ring, TenantContext tenant, SigningKeyState state) {
    return ring.list(tenant).stream()
        .filter(key -> key.state() == state)
        .map(SigningKeyInfo::kid)
        .toList();
  }
}
