/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.lumoauth.api.key.SecretProtectionService;

/** Real cryptography with a master key for the lifetime of the test. */
public final class FakeSecretProtectionService implements SecretProtectionService {

  private static final int NONCE = 12;

  private final SecureRandom random = new SecureRandom();
  private final byte[] master = bytes(32);
  private final Set<String> purposes = ConcurrentHashMap.newKeySet();

  @Override
  public byte[] encrypt(String tenantId, String context, byte[] plain) {
    var nonce = bytes(NONCE);
    var sealed = aes(Cipher.ENCRYPT_MODE, tenantId, context, nonce, plain);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  @Override
  public byte[] decrypt(String tenantId, String context, byte[] sealed) {
    if (sealed.length < NONCE) {
      throw new IllegalStateException("not a valid ciphertext");
    }
    var buffer = ByteBuffer.wrap(sealed);
    var nonce = new byte[NONCE];
    buffer.get(nonce);
    var rest = new byte[buffer.remaining()];
    buffer.get(rest);
    return aes(Cipher.DECRYPT_MODE, tenantId, context, nonce, rest);
  }

  @Override
  public byte[] hash(String purpose, String secret) {
    purposes.add(purpose);
    return mac(mac(master, "hash/" + purpose), secret);
  }

  @Override
  public boolean matches(String purpose, String secret, byte[] hash) {
    return MessageDigest.isEqual(hash(purpose, secret), hash);
  }

  @Override
  public String newSecret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
  }

  @Override
  public Set<String> purposes() {
    return Set.copyOf(purposes);
  }

  private byte[] aes(int mode, String tenantId, String context, byte[] nonce, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      var key = new SecretKeySpec(mac(master, "data/" + tenantId), "AES");
      cipher.init(mode, key, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key, context and ciphertext do not match", e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
