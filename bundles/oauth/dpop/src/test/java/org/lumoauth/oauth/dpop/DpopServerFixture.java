/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

/** A server that accepts DPoP proofs, and a client with a key. */
final class DpopServerFixture {

  static final TenantContext ACME = aTenant().build();
  static final TestJwtSigner KEY = TestJwtSigner.es256("ignored");
  static final TestJwtSigner OTHER = TestJwtSigner.es256("ignored");
  static final String TOKEN_URL = ACME.issuer() + "/oauth/token";

  private static int made;

  Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  final InstantSource clock = () -> now;
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(DpopSettings.SECTION, new DpopSettings());
  final DpopNonceService nonces = new DpopNonceService(new FakeSecretProtectionService(), clock);
  final DpopProofValidator proofs =
      new DpopProofValidator(
          new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), clock),
          new FakeShortLivedRecordStore(clock),
          settings,
          nonces);

  void requireNonce() {
    settings.change(ACME, DpopSettings.SECTION, Map.of(DpopSettings.NONCE_REQUIRED.name(), true));
  }

  void later(Duration by) {
    now = now.plus(by);
  }

  /** The claims of a new proof that holds at the token endpoint. */
  Map<String, Object> claims() {
    made++;
    var claims = new HashMap<String, Object>();
    claims.put("jti", "a-long-enough-id-" + made);
    claims.put("htm", "POST");
    claims.put("htu", TOKEN_URL);
    claims.put("iat", now.getEpochSecond());
    return claims;
  }

  /** The same with one claim changed; null takes it out. */
  Map<String, Object> claims(String name, Object value) {
    var claims = claims();
    claims.put(name, value);
    claims.values().removeIf(v -> v == null);
    return claims;
  }

  static String proof(Map<String, Object> claims) {
    return proof(KEY, claims);
  }

  static String proof(TestJwtSigner by, Map<String, Object> claims) {
    return by.sign(Map.of("typ", "dpop+jwt", "jwk", by.material()), claims);
  }
}
