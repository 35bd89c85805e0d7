package org.lumoauth.api.key;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keys of tenants to which others encrypt. Private parts never leave the keys bundle. What was
 * encrypted says nothing of who did it: the key is public.
 */
@ProviderType
public interface EncryptionKeyService {

  /** Names of the key management algorithms that are taken (RFC 7518 section 4). */
  Set<String> algorithms();

  /** Names of the content encryption algorithms that are taken (RFC 7518 section 5). */
  Set<String> encodings();

  /** Makes and publishes the tenant's keys if it has none yet. Returns when they are published. */
  void publish(TenantContext tenant);

  /**
   * The public keys to publish, each a JWK as a JSON object with {@code "use":"enc"}; none before
   * {@link #publish} was called first.
   */
  List<Map<String, Object>> publicKeys(TenantContext tenant);

  /**
   * Opens a compact JWE (RFC 7516 section 7.1).
   *
   * @param algorithms those of {@link #algorithms()} that will do
   * @param encodings those of {@link #encodings()} that will do
   * @return what was encrypted, of which nothing is proven
   * @throws DecryptionException if it does not open
   */
  String decrypt(TenantContext tenant, String jwe, Set<String> algorithms, Set<String> encodings)
      throws DecryptionException;

  /**
   * Publishes new keys in the place of the tenant's. The old ones open what was encrypted to them
   * for a while.
   *
   * @param endOld whether they do so no longer, because somebody may know them
   * @return the {@code kid}s of the new keys
   * @throws org.lumoauth.api.web.ApiException 503 {@code audit_unavailable} if it could not be
   *     recorded
   */
  List<String> rotate(TenantContext tenant, boolean endOld, AuditInitiator by);
}
