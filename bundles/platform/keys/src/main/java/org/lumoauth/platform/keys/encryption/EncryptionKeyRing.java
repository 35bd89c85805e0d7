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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.api.key.EncryptionKeys;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.cache.MeasuredCache;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.keys.signing.KeyJournal;
import org.lumoauth.platform.keys.vault.Vault;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The encryption keys of all tenants. */
@Component(
    service = {EncryptionKeys.class, EncryptionKeyRing.class, DomainEventListener.class},
    configurationPid = KeysConfig.PID,
    property = {"lumoauth.kind=event-listener", "lumoauth.name=encryption-keys"})
public final class EncryptionKeyRing implements EncryptionKeys, DomainEventListener {

  /** The keys of a tenant changed; the event's id is the tenant's. */
  static final String CHANGED = "encryption-keys.changed";

  private static final Duration COMPARE_AFTER = Duration.ofMinutes(1);
  private static final int LOCKS = 64;

  private final EncryptionKeyStore store;
  private final JcaProvider provider;
  private final KeyJournal journal;
  private final Identifiers identifiers;
  private final DomainEvents events;
  private final Clock clock;
  private final Duration overlap;
  private final JweReader reader = new JweReader();
  private final Cache<String, List<EncryptionKey>> memory;
  private final Object[] locks = new Object[LOCKS];

  @Activate
  public EncryptionKeyRing(
      KeysConfig config,
      @Reference KeysUnit unit,
      @Reference Vault vault,
      @Reference JcaProvider provider,
      @Reference KeyJournal journal,
      @Reference Identifiers identifiers,
      @Reference DomainEvents events) {
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

  EncryptionKeyRing(
      EncryptionKeyStore store,
      JcaProvider provider,
      KeyJournal journal,
      Identifiers identifiers,
      DomainEvents events,
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
        MeasuredCache.build(
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

  /** One thread of this node makes them; between nodes a unique key decides. */
  @Override
  public void publish(TenantContext tenant) {
    if (missing(tenant.id()).isEmpty()) {
      return;
    }
    synchronized (locks[Math.floorMod(tenant.id().hashCode(), LOCKS)]) {
      memory.invalidate(tenant.id());
      Set<KeyKind> missing = missing(tenant.id());
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
        keys(tenant.id()).stream().filter(key -> key.opens(now)).map(EncryptionKey::jwk).toList();
    return reader.read(jwe, opening, algorithms, encodings);
  }

  @Override
  public List<String> rotate(TenantContext tenant, boolean endOld, Initiator by) {
    journal.require();
    Instant now = clock.instant();
    Map<KeyKind, JWK> keys = forge(EnumSet.allOf(KeyKind.class));
    try {
      store.replace(tenant.id(), keys, now, now.plus(overlap));
    } catch (DuplicateKeyException | StaleDataException e) {
      throw new Problem(409, "conflict", "The keys are being changed already; try again.");
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
        "New encryption keys are published.",
        by,
        details);
    return kids;
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals(CHANGED)) {
      memory.invalidate(event.tenantId());
    }
  }

  /** Removes the tenant's keys. */
  public void erase(String tenantId) {
    store.erase(tenantId);
    memory.invalidate(tenantId);
  }

  private List<EncryptionKey> keys(String tenantId) {
    return memory.get(tenantId, store::read);
  }

  private Set<KeyKind> missing(String tenantId) {
    Set<KeyKind> missing = EnumSet.allOf(KeyKind.class);
    keys(tenantId).stream()
        .filter(EncryptionKey::current)
        .forEach(key -> missing.remove(key.kind()));
    return missing;
  }

  private void made(String tenantId, Set<KeyKind> kinds) {
    Map<KeyKind, JWK> keys = forge(kinds);
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
            journal.made(
                tenantId,
                "encryption_key.created",
                jwk.getKeyID(),
                "An encryption key was made.",
                Map.of("kind", kind.name())));
  }

  private Map<KeyKind, JWK> forge(Set<KeyKind> kinds) {
    Map<KeyKind, JWK> keys = new EnumMap<>(KeyKind.class);
    for (KeyKind kind : kinds) {
      try {
        keys.put(kind, kind.make(identifiers.next("enc_"), provider));
      } catch (JOSEException e) {
        throw new IllegalStateException("this Java makes no " + kind + " keys", e);
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
