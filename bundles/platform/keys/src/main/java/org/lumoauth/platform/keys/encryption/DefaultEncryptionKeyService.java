/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.encryption;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.api.key.EncryptionKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.keys.signing.KeyAuditRecorder;
import org.lumoauth.platform.keys.vault.EnvelopeSecretProtectionService;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages the encryption keys of all tenants. */
@Component(
    service = {
      EncryptionKeyService.class,
      DefaultEncryptionKeyService.class,
      DomainEventListener.class
    },
    configurationPid = KeysConfig.PID,
    property = {"lumoauth.kind=event-listener", "lumoauth.name=encryption-keys"})
public final class DefaultEncryptionKeyService
    implements EncryptionKeyService, DomainEventListener {

  /** Published when a tenant's encryption keys changed. The event's id is the tenant's. */
  static final String CHANGED = "encryption-keys.changed";

  private static final Duration COMPARE_AFTER = Duration.ofMinutes(1);
  private static final int LOCKS = 64;

  private final EncryptionKeyStore store;
  private final JcaProviderSelector provider;
  private final KeyAuditRecorder journal;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final Clock clock;
  private final Duration overlap;
  private final JweDecryptor reader = new JweDecryptor();
  private final Cache<String, List<EncryptionKey>> memory;
  private final Object[] locks = new Object[LOCKS];

  @Activate
  public DefaultEncryptionKeyService(
      KeysConfig config,
      @Reference KeysPersistenceUnit unit,
      @Reference EnvelopeSecretProtectionService vault,
      @Reference JcaProviderSelector provider,
      @Reference KeyAuditRecorder journal,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events) {
    this(
        new EncryptionKeyStore(unit.get(), vault),
        provider,
        journal,
        identifiers,
        events,
        Clock.systemUTC(),
        Duration.ofSeconds(config.encryptionKeyOverlapSeconds()),
        config.cachedTenants());
  }

  DefaultEncryptionKeyService(
      EncryptionKeyStore store,
      JcaProviderSelector provider,
      KeyAuditRecorder journal,
      IdGenerator identifiers,
      DomainEventPublisher events,
      Clock clock,
      Duration overlap,
      int cachedTenants) {
    this.store = store;
    this.provider = provider;
    this.journal = journal;
    this.identifiers = identifiers;
    this.events = events;
    this.clock = clock;
    this.overlap = overlap;
    this.memory =
        MeasuredCacheFactory.build(
            "platform-keys.encryption-keys",
            Caffeine.newBuilder().maximumSize(cachedTenants).expireAfterWrite(COMPARE_AFTER));
    Arrays.setAll(locks, n -> new Object());
  }

  @Override
  public Set<String> algorithms() {
    return JweAlgorithms.ALGORITHMS;
  }

  @Override
  public Set<String> encodings() {
    return JweAlgorithms.ENCODINGS;
  }

  /**
   * Publishes new keys. One thread of this node generates them; between nodes a unique key decides.
   */
  @Override
  public void publish(TenantContext tenant) {
    if (missing(tenant.id()).isEmpty()) {
      return;
    }
    synchronized (locks[Math.floorMod(tenant.id().hashCode(), LOCKS)]) {
      memory.invalidate(tenant.id());
      Set<EncryptionKeyKind> missing = missing(tenant.id());
      if (!missing.isEmpty()) {
        made(tenant.id(), missing);
      }
    }
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    return keys(tenant.id()).stream()
        .filter(EncryptionKey::current)
        .map(key -> key.jwk().toPublicJWK().toJSONObject())
        .toList();
  }

  @Override
  public String decrypt(
      TenantContext tenant, String jwe, Set<String> algorithms, Set<String> encodings)
      throws DecryptionException {
    Instant now = clock.instant();
    List<JWK> opening =
        keys(tenant.id()).stream()
            .filter(key -> key.canDecrypt(now))
            .map(EncryptionKey::jwk)
            .toList();
    return reader.decrypt(jwe, opening, algorithms, encodings);
  }

  @Override
  public List<String> rotate(TenantContext tenant, boolean endOld, AuditInitiator by) {
    journal.requireWritable();
    Instant now = clock.instant();
    Map<EncryptionKeyKind, JWK> keys = forge(EnumSet.allOf(EncryptionKeyKind.class));
    try {
      store.replace(tenant.id(), keys, now, now.plus(overlap));
    } catch (DuplicateKeyException | StaleDataException e) {
      throw new ApiException(
          409, "conflict", "The keys are being changed by another request. Try again.");
    }
    if (endOld) {
      store.endRetired(tenant.id());
    }
    changed(tenant.id());
    List<String> kids = kids(keys.values());
    Map<String, Object> details =
        Map.of("kids", kids, "overlap_seconds", endOld ? 0 : overlap.toSeconds());
    journal.record(
        tenant.id(),
        "encryption_key.rotated",
        kids.get(0),
        "New encryption keys were published.",
        by,
        details);
    return kids;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      memory.invalidate(event.tenantId());
    }
  }

  /** Deletes the tenant's keys. */
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.invalidate(tenantId);
  }

  private List<EncryptionKey> keys(String tenantId) {
    return memory.get(tenantId, store::read);
  }

  private Set<EncryptionKeyKind> missing(String tenantId) {
    Set<EncryptionKeyKind> missing = EnumSet.allOf(EncryptionKeyKind.class);
    keys(tenantId).stream()
        .filter(EncryptionKey::current)
        .forEach(key -> missing.remove(key.kind()));
    return missing;
  }

  private void made(String tenantId, Set<EncryptionKeyKind> kinds) {
    Map<EncryptionKeyKind, JWK> keys = forge(kinds);
    Instant now = clock.instant();
    try {
      store.replace(tenantId, keys, now, now);
    } catch (DuplicateKeyException | StaleDataException e) {
      memory.invalidate(tenantId); // another node was first
      return;
    }
    changed(tenantId);
    keys.forEach(
        (kind, jwk) ->
            journal.recordCreation(
                tenantId,
                "encryption_key.created",
                jwk.getKeyID(),
                "An encryption key was created.",
                Map.of("kind", kind.name())));
  }

  private Map<EncryptionKeyKind, JWK> forge(Set<EncryptionKeyKind> kinds) {
    Map<EncryptionKeyKind, JWK> keys = new EnumMap<>(EncryptionKeyKind.class);
    for (EncryptionKeyKind kind : kinds) {
      try {
        keys.put(kind, kind.make(identifiers.next("enc_"), provider));
      } catch (JOSEException e) {
        throw new IllegalStateException("this Java platform cannot generate " + kind + " keys", e);
      }
    }
    return keys;
  }

  private void changed(String tenantId) {
    memory.invalidate(tenantId);
    events.publish(new DomainEvent(CHANGED, tenantId, tenantId));
  }

  private static List<String> kids(Collection<JWK> keys) {
    return keys.stream().map(JWK::getKeyID).toList();
  }
}
