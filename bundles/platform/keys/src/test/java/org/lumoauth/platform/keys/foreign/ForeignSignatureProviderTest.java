/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.platform.keys.signing.CountingCryptoProvider;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** All foreign signatures are verified by the provider that was chosen at start. */
class ForeignSignatureProviderTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final TestJwtSigner SIGNER = TestJwtSigner.es256("k1");
  private static final Map<String, Object> CLAIMS =
      Map.of("jti", "j", "iat", NOW.getEpochSecond(), "exp", NOW.getEpochSecond() + 60);

  private final CountingCryptoProvider provider =
      new CountingCryptoProvider(
          JcaProviderSelector.fastest().get().orElseGet(() -> Security.getProvider("SunEC")));
  private final DefaultForeignJwtVerifier jwts =
      new DefaultForeignJwtVerifier(provider.chosen(), InstantSource.fixed(NOW));

  @Test
  void verifiesTheAssertionOfAClient() throws Exception {
    for (int i = 1; i <= 2; i++) { // the second by the key that is known already
      jwts.verify(SIGNER.sign(CLAIMS), kid -> List.of(SIGNER.jwk()), expected("", false));
      assertEquals(i, provider.signatures());
    }
  }

  @Test
  void verifiesADpopProof() throws Exception {
    Map<String, Object> header =
        Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", SIGNER.material());

    jwts.verify(SIGNER.sign(header, CLAIMS), kid -> List.of(), expected("dpop+jwt", true));

    assertEquals(1, provider.signatures());
  }

  @Test
  void verifiesAnHttpMessageSignature() {
    byte[] data = "what was signed".getBytes(StandardCharsets.UTF_8);
    byte[] signature = new byte[64];
    Arrays.fill(signature, (byte) 1); // one of zeros is not looked at

    new ForeignSignatureVerifier(provider.chosen())
        .verifies(SIGNER.jwk(), "ES256", data, signature);

    assertEquals(1, provider.signatures());
  }

  private static JwtExpectation expected(String type, boolean embeddedKey) {
    return new JwtExpectation(
        Set.of("jwt", type),
        Set.of("ES256"),
        Optional.empty(),
        Set.of(),
        Set.of("jti"),
        Optional.empty(),
        Optional.of(Duration.ofMinutes(5)),
        Duration.ofSeconds(10),
        embeddedKey);
  }
}
