package org.lumoauth.platform.apikeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.lumoauth.api.key.SecretVault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds keys, those in use from memory. What another node changed is seen after {@link #STALE} at
 * the latest; what this one changed, at once: a change begins a new generation of the tenant's
 * keys, and what was read under the old one, even if the read was still in progress, is never
 * looked at again.
 */
@Component(service = KnownKeys.class)
public final class KnownKeys {
  private static final Duration STALE = Duration.ofSeconds(30);
  private static final int MOST = 50_000;
  private static final String PURPOSE = "api-key";

  /** A key by its id or by the hash of its secret; the two never look alike. */
  private record Place(String tenantId, long generation, String idOrHash) {}

  private final ApiKeyStore store;
  private final SecretVault vault;
  private final AtomicLong lastGeneration = new AtomicLong();
  private final Cache<String, Long> generations = Caffeine.newBuilder().maximumSize(MOST).build();
  private final Cache<Place, ApiKey> keys =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(STALE).build();

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
    var hash = hash(text.secret());
    return find(text.tenantId(), hash, () -> store.bySecretHash(text.tenantId(), hash));
  }

  Optional<ApiKey> find(String tenantId, String id) {
    return find(tenantId, id, () -> store.byId(tenantId, id));
  }

  /** What {@code find} answers from memory, or else by this read. */
  Optional<ApiKey> find(String tenantId, String idOrHash, Supplier<Optional<ApiKey>> read) {
    long generation = generations.get(tenantId, first -> lastGeneration.incrementAndGet());
    var place = new Place(tenantId, generation, idOrHash);
    return Optional.ofNullable(keys.get(place, missing -> read.get().orElse(null)));
  }

  /** Forgets the keys of a tenant of which one, or all, were changed or removed. */
  void changed(String tenantId) {
    generations.invalidate(tenantId);
  }
}
