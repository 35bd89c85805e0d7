/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.key.RawSigningKeyProvider;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;

/** A private key, decoded for the provider in use, that signs with one algorithm. */
final class JwsSigningKey implements RawSigningKeyProvider.MessageSigningKey {

  private static final int REMEMBERED_HEADERS = 16;

  private final JWSHeader plainHeader;
  private final JWSSigner signer;
  private final Map<String, JWSHeader> headersByType = new ConcurrentHashMap<>();

  private JwsSigningKey(JWSHeader plainHeader, JWSSigner signer) {
    this.plainHeader = plainHeader;
    this.signer = signer;
  }

  static JwsSigningKey of(JWK jwk, SigningAlgorithm algorithm, Optional<Provider> provider) {
    try {
      PrivateKey key = new JcaKeyConverter(provider).privateKey(jwk);
      JWSSigner signer =
          switch (algorithm) {
            case RS256, PS256 -> new RSASSASigner(key);
            case ES256 -> new ECDSASigner(key, Curve.P_256);
            case Ed25519 -> new Ed25519Signer(key, provider);
          };
      provider.ifPresent(signer.getJCAContext()::setProvider);
      var header =
          new JWSHeader.Builder(SigningKeyGenerator.joseName(algorithm))
              .keyID(jwk.getKeyID())
              .build();
      return new JwsSigningKey(header, signer);
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException("the signing key " + jwk.getKeyID() + " is damaged", e);
    }
  }

  /** Returns the JWS in compact form. */
  String sign(Map<String, Object> parameters, String payload) {
    var jws = new JWSObject(header(parameters), new Payload(base64Url(payload)));
    try {
      jws.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("signing failed", e);
    }
    return jws.serialize();
  }

  /**
   * Encodes base64url. The library's encoder uses constant time and costs more than the signature.
   */
  private static Base64URL base64Url(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return new Base64URL(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String kid() {
    return plainHeader.getKeyID();
  }

  @Override
  public byte[] sign(byte[] message) {
    if (message.length == 0 || isBase64Url(message[0])) { // the first character of every JWS header
      throw new IllegalArgumentException("the message to sign must not look like a JWS");
    }
    try {
      return signer.sign(plainHeader, message).decode();
    } catch (JOSEException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  private static boolean isBase64Url(byte c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }

  /** Returns the header. A header with only a type is encoded once. */
  private JWSHeader header(Map<String, Object> parameters) {
    if (parameters.size() == 1 && parameters.get("typ") instanceof String type) {
      JWSHeader known = headersByType.get(type);
      if (known == null) {
        known = encoded(parameters);
        if (headersByType.size() < REMEMBERED_HEADERS) {
          headersByType.put(type, known);
        }
      }
      return known;
    }
    return encoded(parameters);
  }

  private JWSHeader encoded(Map<String, Object> parameters) {
    var builder = new JWSHeader.Builder(plainHeader);
    parameters.forEach(
        (name, value) -> {
          switch (name) {
            case "alg", "kid" ->
                throw new IllegalArgumentException("the parameter " + name + " is set by the key");
            case "typ" -> builder.type(new JOSEObjectType((String) value));
            case "jku" -> builder.jwkURL(URI.create((String) value)); // RFC 7515 section 4.1.2
            default -> builder.customParam(name, value);
          }
        });
    try {
      return JWSHeader.parse(builder.build().toBase64URL()); // retains its encoded form
    } catch (ParseException e) {
      throw new IllegalArgumentException("the header parameters are invalid", e);
    }
  }
}
