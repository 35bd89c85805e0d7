package org.lumoauth.platform.apikeys;

import java.time.Clock;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeFailedAttempts;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** API keys on a real database. */
public final class Fixture {
  public static final TenantContext ACME = tenant("acme", "01K9Z3V7Q8J4M2N6P0R5S7T9WA");
  public static final TenantContext GLOBEX = tenant("globex", "01K9Z3V7Q8J4M2N6P0R5S7T9WB");
  static final Initiator SOMEBODY = Initiator.server("test");

  final FakeAuditLog audit = new FakeAuditLog();
  final FakeDomainEvents events = new FakeDomainEvents();
  final FakeFailedAttempts attempts = new FakeFailedAttempts();
  final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  final ApiKeyStore store;
  public final StoredApiKeys keys;
  final LastUse lastUse;
  final ApiKeyAuthenticator authenticator;
  final ApiKeySource source;

  public Fixture(TestDatabase database) {
    this.store = new ApiKeyStore(database.open(ApiKeyStore.UNIT));
    this.keys =
        new StoredApiKeys(store, new FakeSecretVault(), new FakeIdentifiers(), audit, events);
    this.lastUse = new LastUse(store, Clock.systemUTC());
    this.authenticator = new ApiKeyAuthenticator(keys, tenants, lastUse, new RefusedKeys(attempts));
    this.source = new ApiKeySource(keys);
    events.tell(new ApiKeyUpkeep.Listener(keys));
  }

  private static TenantContext tenant(String slug, String ulid) {
    return Builders.aTenant(slug).withId("ten_" + ulid).build();
  }
}
