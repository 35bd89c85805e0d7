package org.lumoauth.platform.keys.signing;

import java.lang.annotation.Annotation;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysOfTenants;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.keys.encryption.EncryptionKeyRing;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.keys.vault.Vault;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;

class KeysOfTenantsContractTest extends StoredTenantDataContract {

  private SigningKeyRing ring;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = new KeysUnit(database.units());
    var config = new Config();
    var vault = new Vault(config, unit, new MasterKey(new byte[32]));
    var journal = new KeyJournal(new FakeAuditLog());
    var identifiers = new FakeIdentifiers();
    var events = new FakeDomainEvents();
    var provider = JcaProvider.fastest();
    ring = new SigningKeyRing(config, unit, vault, provider, journal, identifiers, events);
    var encryption =
        new EncryptionKeyRing(config, unit, vault, provider, journal, identifiers, events);
    return new KeysOfTenants(ring, encryption, vault);
  }

  @AfterEach
  void close() {
    ring.stop();
  }

  private record Config() implements KeysConfig {
    @Override
    public String masterKeyFile() {
      return "";
    }

    @Override
    public long signingKeyOverlapSeconds() {
      return 3_600;
    }

    @Override
    public long encryptionKeyOverlapSeconds() {
      return 3_600;
    }

    @Override
    public long jwksMaxAgeSeconds() {
      return 3_600;
    }

    @Override
    public int cachedTenants() {
      return 10;
    }

    @Override
    public String cryptoProvider() {
      return "auto";
    }

    @Override
    public int argon2MemoryKib() {
      return 19_456;
    }

    @Override
    public int argon2Passes() {
      return 2;
    }

    @Override
    public int passwordHashesAtOnce() {
      return 0;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return KeysConfig.class;
    }
  }
}
