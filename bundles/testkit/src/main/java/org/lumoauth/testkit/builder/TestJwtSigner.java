/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A third party's key that signs valid and invalid JWTs with arbitrary headers and claims.
 *
 * @param keys the key pair
 * @param algorithm the signature algorithm, also the value of {@code alg} unless a test sets
 *     another
 * @param kid the key id
 */
public record TestJwtSigner(KeyPair keys, String algorithm, String kid) {

  private static final int RSA_BITS = 2048;
  private static final int P256_BYTES = 32;
  private static final int ED25519_BYTES = 32;

  /** Creates a P-256 key. */
  public static TestJwtSigner es256(String kid) {
    return new TestJwtSigner(generated("EC"), "ES256", kid);
  }

  /** Creates an RSA key that signs with RSASSA-PKCS1-v1_5. */
  public static TestJwtSigner rs256(String kid) {
    return new TestJwtSigner(generated("RSA"), "RS256", kid);
  }

  /** Creates an Ed25519 key. */
  public static TestJwtSigner ed25519(String kid) {
    return new TestJwtSigner(generated("Ed25519"), "Ed25519", kid);
  }

  /** Returns the public key as a JWK, without {@code alg} and {@code use}. */
  public Map<String, Object> jwk() {
    Map<String, Object> jwk = new LinkedHashMap<>(material());
    jwk.put("kid", kid);
    return jwk;
  }

  /** Returns the key parameters, as in the {@code jwk} of a DPoP proof. */
  public Map<String, Object> material() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    if (keys.getPublic() instanceof ECPublicKey ec) {
      jwk.put("kty", "EC");
      jwk.put("crv", "P-256");
      jwk.put("x", base64(fixed(ec.getW().getAffineX())));
      jwk.put("y", base64(fixed(ec.getW().getAffineY())));
    } else if (keys.getPublic() instanceof RSAPublicKey rsa) {
      jwk.put("kty", "RSA");
      jwk.put("n", base64(unsigned(rsa.getModulus())));
      jwk.put("e", base64(unsigned(rsa.getPublicExponent())));
    } else if (keys.getPublic() instanceof EdECPublicKey ed) {
      byte[] encoded = ed.getEncoded();
      jwk.put("kty", "OKP");
      jwk.put("crv", "Ed25519");
      jwk.put(
          "x", base64(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length)));
    }
    return jwk;
  }

  /** Returns the key's SHA-256 thumbprint (RFC 7638). */
  public String thumbprint() {
    return base64(sha256(json(new TreeMap<>(material()))));
  }

  /** Signs a JWT with {@code alg} and {@code kid} in the header. */
  public String sign(Map<String, Object> claims) {
    return sign(Map.of("kid", kid), claims);
  }

  /**
   * Signs a JWT with {@code alg} and these parameters in the header; a given {@code alg} has
   * precedence.
   */
  public String sign(Map<String, Object> header, Map<String, Object> claims) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("alg", algorithm);
    whole.putAll(header);
    return signText(json(whole), json(claims));
  }

  /** Signs a JWS of any two texts. */
  public String signText(String header, String payload) {
    String input = base64(bytes(header)) + "." + base64(bytes(payload));
    return input + "." + base64(signature(input));
  }

  /** Returns a JWT without a signature and with {@code alg} none. */
  public static String unsigned(Map<String, Object> claims) {
    return base64(bytes("{\"alg\":\"none\"}")) + "." + base64(bytes(json(claims))) + ".";
  }

  /** Returns the hash of an access token for {@code ath} (RFC 9449 section 4.2). */
  public static String hash(String text) {
    return base64(sha256(text));
  }

  private byte[] signature(String input) {
    String name =
        switch (algorithm) {
          case "ES256" -> "SHA256withECDSAinP1363Format";
          case "RS256" -> "SHA256withRSA";
          default -> algorithm;
        };
    try {
      Signature signature = Signature.getInstance(name);
      signature.initSign(keys.getPrivate());
      signature.update(bytes(input));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair generated(String kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (kind.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (kind.equals("RSA")) {
        generator.initialize(RSA_BITS);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static byte[] fixed(BigInteger coordinate) {
    byte[] bytes = unsigned(coordinate);
    byte[] whole = new byte[P256_BYTES];
    System.arraycopy(bytes, 0, whole, P256_BYTES - bytes.length, bytes.length);
    return whole;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Object value) {
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .map(member -> json(member.getKey()) + ":" + json(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(TestJwtSigner::json).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text
        ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : String.valueOf(value);
  }
}
