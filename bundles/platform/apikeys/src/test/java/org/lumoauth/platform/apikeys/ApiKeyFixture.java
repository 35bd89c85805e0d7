/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.time.Clock;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;

/** API keys on a real database. */
public final class ApiKeyFixture {
  public static final TenantContext ACME = tenant("acme", "01K9Z3V7Q8J4M2N6P0R5S7T9WA");
  public static final TenantContext GLOBEX = tenant("globex", "01K9Z3V7Q8J4M2N6P0R5S7T9WB");
  static final AuditInitiator SOMEBODY = AuditInitiator.server("test");

  final FakeAuditLog audit = new FakeAuditLog();
  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final FakeAuthenticationFailureThrottle attempts = new FakeAuthenticationFailureThrottle();
  final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  final ApiKeyStore store;
  public final StoredApiKeyService keys;
  final ApiKeyUsageTracker lastUse;
  final ApiKeyAuthenticator authenticator;
  final ApiKeySubjectSource source;

  public ApiKeyFixture(TestDatabase database) {
    this.store = new ApiKeyStore(database.open(ApiKeyStore.UNIT));
    this.keys =
        new StoredApiKeyService(
            store, new FakeSecretProtectionService(), new FakeIdGenerator(), audit, events);
    this.lastUse = new ApiKeyUsageTracker(store, Clock.systemUTC());
    this.authenticator =
        new ApiKeyAuthenticator(keys, tenants, lastUse, new FailedApiKeyLimiter(attempts));
    this.source = new ApiKeySubjectSource(keys);
    events.addListener(new ApiKeyChangeListener(keys));
  }

  private static TenantContext tenant(String slug, String ulid) {
    return TestBuilders.aTenant(slug).withId("ten_" + ulid).build();
  }
}
