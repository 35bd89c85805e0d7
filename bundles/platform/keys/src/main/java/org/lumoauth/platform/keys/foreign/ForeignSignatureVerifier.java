/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import com.nimbusds.jose.JWSHeader;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Verifies signatures of other parties, with the rules for their JWTs. */
@Component
public final class ForeignSignatureVerifier implements RawSignatureVerifier {

  private final ForeignPublicKeyCache cache;

  @Activate
  public ForeignSignatureVerifier(@Reference JcaProviderSelector provider) {
    this.cache = new ForeignPublicKeyCache(provider.get());
  }

  @Override
  public String thumbprint(Map<String, Object> jwk) throws InvalidTokenException {
    return cache.get(jwk).thumbprint();
  }

  @Override
  public boolean isUsableWith(Map<String, Object> jwk, String algorithm) {
    return JwsAlgorithms.header(algorithm).flatMap(header -> fitting(jwk, header)).isPresent();
  }

  @Override
  public boolean verifies(
      Map<String, Object> jwk, String algorithm, byte[] data, byte[] signature) {
    Optional<JWSHeader> header = JwsAlgorithms.header(algorithm);
    Optional<ForeignPublicKey> key = header.flatMap(of -> fitting(jwk, of));
    return key.isPresent() && key.get().verifies(header.get(), data, signature);
  }

  private Optional<ForeignPublicKey> fitting(Map<String, Object> jwk, JWSHeader header) {
    try {
      return Optional.of(cache.get(jwk)).filter(key -> key.supports(header));
    } catch (InvalidTokenException e) {
      return Optional.empty(); // an invalid key verifies nothing
    }
  }
}
