/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.RSAKey;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;

class SigningKeyGeneratorTest {

  /** The JDK takes a large part of a second for one, the native provider a small one. */
  @ParameterizedTest
  @EnumSource(names = {"RS256", "PS256"})
  void generatesRsaKeysWithSigningProvider(SigningAlgorithm algorithm) {
    var provider = new Telling();

    var key =
        (RSAKey)
            SigningKeyGenerator.generate(
                algorithm, "sig_1", new JcaProviderSelector(Optional.of(provider)));

    assertTrue(provider.asked);
    assertEquals(2048, key.size());
    assertTrue(key.isPrivate());
  }

  private static final class Telling extends Provider {
    private boolean asked;

    Telling() {
      super("Telling", "1", "tells whether it was asked");
      putService(
          new Service(this, "KeyPairGenerator", "RSA", "", List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
              asked = true;
              return KeyPairGenerator.getInstance("RSA");
            }
          });
    }
  }
}
