package org.lumoauth.platform.apikeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds keys, those in use from memory. What another node changed is seen after {@link #STALE} at
 * the latest; what this one changed, at once.
 */
@Component(service = KnownKeys.class)
public final class KnownKeys {
  private static final Duration STALE = Duration.ofSeconds(30);
  private static final int MOST = 50_000;
  private static final String PURPOSE = "api-key";

  private record ByHash(String tenantId, String secretHash) {}

  private final ApiKeyStore store;
  private final SecretVault vault;
  private final Cache<ByHash, ApiKey> byHash = cache();
  private final Cache<KeyRef, ApiKey> byId = cache();

  @Activate
  public KnownKeys(@Reference ApiKeyStore store, @Reference SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  /** The keyed hash of a secret in hexadecimal. */
  String hash(String secret) {
    return HexFormat.of().formatHex(vault.hash(PURPOSE, secret));
  }

  /**
   * The key with this secret. Comparing the keyed hashes in the index tells nothing of the secret:
   * who does not know the hashing key cannot steer them.
   */
  Optional<ApiKey> find(KeyText text) {
    var hash = new ByHash(text.tenantId(), hash(text.secret()));
    return Optional.ofNullable(
        byHash.get(hash, h -> store.bySecretHash(h.tenantId(), h.secretHash()).orElse(null)));
  }

  Optional<ApiKey> find(String tenantId, String id) {
    return Optional.ofNullable(
        byId.get(
            new KeyRef(tenantId, id), ref -> store.byId(ref.tenantId(), ref.id()).orElse(null)));
  }

  /** Forgets a key that was changed or removed. */
  void changed(String tenantId, String id) {
    byId.invalidate(new KeyRef(tenantId, id));
    byHash
        .asMap()
        .entrySet()
        .removeIf(e -> e.getKey().tenantId().equals(tenantId) && e.getValue().id().equals(id));
  }

  /** Forgets all keys of a tenant. */
  void erased(String tenantId) {
    byId.asMap().keySet().removeIf(ref -> ref.tenantId().equals(tenantId));
    byHash.asMap().keySet().removeIf(hash -> hash.tenantId().equals(tenantId));
  }

  private static <K> Cache<K, ApiKey> cache() {
    return Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(STALE).build();
  }
}
