/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The keys of RFC 9421 appendix B.1: published, for tests alone. */
final class Rfc9421Keys {

  private static final String RSA_N =
      "r4tmm3r20Wd_PbqvP1s2-QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct-Lh1GH45x28Rw3Ry53mm-"
          + "oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1F"
          + "pWgchwuYLPL-Wokqltd11nqqzi-bJ9cvSKADYdUAAN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0K"
          + "SyZYoA485mqcO0GVAdVw9lq4aOT9v6d-nb4bnNkQVklLQ3fVAvJm-xdDOp9LCNCN48V2pnDOkFV6-U9nV5oy"
          + "c6XI2w";
  private static final String RSA_D =
      "lAfIqfpCYomVShfAKnwf2lD9I0wKjkHsCtZCif4kAlwQqqW6N-tIL3bdOR-VWf0Q1ZBIDtpO91UrG7pansyr"
          + "PERbNrRJlPiYEyPTHkCT1nD-l2isuiyGLNBNnFoKfBgA4KAbPJZQatFIV9Cn34JSHnpN5-2ehreGBYHtkwHF"
          + "tlmzeF3yu5bqRcqOhx8lkYmBzDAEUFyyXjknU5-WjAT9DzuG0MpOTkcU1EnjnIjyVBZLUB5Lxm8puyq8hH8B"
          + "_E5LNC-1oc8j-tDy98UvRTTiYvZvs87cGCFxg0LijNhg7CE3g9piNqB6DzMgA9MHSOwcElVtfKdYfo4H3OHZ"
          + "XsSmEQ";

  private Rfc9421Keys() {}

  /** {@code test-key-rsa-pss} (B.1.2). */
  /** B.1.5. */
  static HmacSharedKey shared() {
    return new HmacSharedKey(
        Base64.getDecoder()
            .decode(
                "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasj"
                    + "lTMtDQ=="));
  }

  static HttpVerificationKey rsaPss() throws GeneralSecurityException {
    return key(rsaPublic(), SignatureAlgorithm.RSA_PSS_SHA512);
  }

  static PublicKey rsaPublic() throws GeneralSecurityException {
    var spec = new java.security.spec.RSAPublicKeySpec(number(RSA_N), BigInteger.valueOf(65537));
    return KeyFactory.getInstance("RSA").generatePublic(spec);
  }

  static PrivateKey rsaPssPrivate() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new RSAPrivateKeySpec(number(RSA_N), number(RSA_D)));
  }

  /** {@code test-key-ecc-p256} (B.1.3). */
  static HttpVerificationKey p256() throws GeneralSecurityException {
    return key(
        spki(
            "EC",
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf"
                + "w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ=="),
        SignatureAlgorithm.ECDSA_P256_SHA256);
  }

  /** {@code test-key-ed25519} (B.1.4). */
  static HttpVerificationKey ed25519() throws GeneralSecurityException {
    return key(
        spki("Ed25519", "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs="),
        SignatureAlgorithm.ED25519);
  }

  static PrivateKey ed25519Private() throws GeneralSecurityException {
    return ed25519Private(
        HexFormat.of()
            .formatHex(
                Base64.getUrlDecoder().decode("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU")));
  }

  static PrivateKey ed25519Private(String seed) throws GeneralSecurityException {
    byte[] encoded = HexFormat.of().parseHex("302e020100300506032b657004220420" + seed);
    return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static PublicKey spki(String algorithm, String base64) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static HttpVerificationKey key(PublicKey key, SignatureAlgorithm algorithm) {
    return new JcaVerificationKey(key, Set.of(algorithm), Optional.empty());
  }

  private static BigInteger number(String base64Url) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(base64Url));
  }
}
