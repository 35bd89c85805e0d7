/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.lang.annotation.Annotation;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.keys.KeysTenantDataEraser;
import org.lumoauth.platform.keys.encryption.DefaultEncryptionKeyService;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.keys.vault.EnvelopeSecretProtectionService;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class TenantKeyOwnerContractTest extends PersistentTenantDataEraserContract {

  private DefaultSigningKeyService ring;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = new KeysPersistenceUnit(database.units());
    var config = new Config();
    var vault = new EnvelopeSecretProtectionService(config, unit, new MasterKey(new byte[32]));
    var journal = new KeyAuditRecorder(new FakeAuditLog());
    var identifiers = new FakeIdGenerator();
    var events = new FakeDomainEventPublisher();
    var provider = JcaProviderSelector.fastest();
    ring =
        new DefaultSigningKeyService(config, unit, vault, provider, journal, identifiers, events);
    var encryption =
        new DefaultEncryptionKeyService(
            config, unit, vault, provider, journal, identifiers, events);
    return new KeysTenantDataEraser(ring, encryption, vault);
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
