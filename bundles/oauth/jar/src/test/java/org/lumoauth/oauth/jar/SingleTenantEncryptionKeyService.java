/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.api.key.EncryptionKeyService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.encryption.JweAlgorithms;
import org.lumoauth.platform.keys.encryption.JweDecryptor;
import org.lumoauth.platform.keys.foreign.DefaultJwtEncryptionService;

/** An encryption key of one tenant, and JWEs for it. */
final class SingleTenantEncryptionKeyService implements EncryptionKeyService {

  private final ECKey key;
  private final JweDecryptor reader = new JweDecryptor();

  SingleTenantEncryptionKeyService() {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID("enc_1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A JWE to this tenant. */
  String encrypted(String content) {
    return encrypted(content, "ECDH-ES", "A256GCM");
  }

  String encrypted(String content, String algorithm, String encoding) {
    return new DefaultJwtEncryptionService()
        .encrypt(content, key.toPublicJWK().toJSONObject(), algorithm, encoding);
  }

  @Override
  public Set<String> algorithms() {
    return JweAlgorithms.ALGORITHMS;
  }

  @Override
  public Set<String> encodings() {
    return JweAlgorithms.ENCODINGS;
  }

  @Override
  public void publish(TenantContext tenant) {
    // it is
  }

  @Override
  public List<Map<String, Object>> publicKeys(TenantContext tenant) {
    return List.of(key.toPublicJWK().toJSONObject());
  }

  @Override
  public String decrypt(
      TenantContext tenant, String jwe, Set<String> algorithms, Set<String> encodings)
      throws DecryptionException {
    return reader.decrypt(jwe, List.of(key), algorithms, encodings);
  }

  @Override
  public List<String> rotate(TenantContext tenant, boolean endOld, AuditInitiator by) {
    throw new UnsupportedOperationException();
  }
}
