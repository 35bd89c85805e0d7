/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.vault;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Encrypts secrets with envelope encryption and computes keyed hashes with derived keys. */
@Component(
    service = {SecretProtectionService.class, EnvelopeSecretProtectionService.class},
    configurationPid = KeysConfig.PID)
public final class EnvelopeSecretProtectionService implements SecretProtectionService {

  private static final int SECRET_BYTES = 32;

  private final MasterKey master;
  private final TenantDataKeyStore dataKeys;
  private final Map<String, HmacHasher> hashes = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  @Activate
  public EnvelopeSecretProtectionService(
      KeysConfig config, @Reference KeysPersistenceUnit unit, @Reference MasterKey master) {
    this(unit.get(), master, config.cachedTenants());
  }

  private EnvelopeSecretProtectionService(
      PersistenceUnit unit, MasterKey master, int cachedTenants) {
    this.master = master;
    this.dataKeys = new TenantDataKeyStore(unit, master, cachedTenants);
  }

  /** Creates a vault. A static method, because a component has exactly one public constructor. */
  public static EnvelopeSecretProtectionService create(
      PersistenceUnit unit, MasterKey master, int cachedTenants) {
    return new EnvelopeSecretProtectionService(unit, master, cachedTenants);
  }

  @Override
  public byte[] encrypt(String tenantId, String context, byte[] plain) {
    return dataKeys.of(tenantId).seal(bind(tenantId, context), plain);
  }

  @Override
  public byte[] decrypt(String tenantId, String context, byte[] sealed) {
    return dataKeys
        .of(tenantId)
        .open(bind(tenantId, context), sealed)
        .orElseThrow(
            () -> new IllegalStateException("the secret of " + context + " cannot be decrypted"));
  }

  @Override
  public byte[] hash(String purpose, String secret) {
    return hashes
        .computeIfAbsent(purpose, name -> new HmacHasher(master.derive("hash/" + name)))
        .of(secret);
  }

  @Override
  public boolean matches(String purpose, String secret, byte[] hash) {
    return MessageDigest.isEqual(hash(purpose, secret), hash);
  }

  @Override
  public String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  @Override
  public Set<String> purposes() {
    return new TreeSet<>(hashes.keySet());
  }

  /** Deletes the tenant's data key. */
  public void erase(String tenantId) {
    dataKeys.erase(tenantId);
  }

  /** Binds the ciphertext to the tenant. NUL cannot occur in an id. */
  private static String bind(String tenantId, String context) {
    return Objects.requireNonNull(tenantId) + '\0' + Objects.requireNonNull(context);
  }
}
