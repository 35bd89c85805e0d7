/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.cipher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption with one key: AES-256-GCM with random 96-bit nonces (NIST SP 800-38D).
 * The output is a version byte, the nonce, the cipher text and the tag.
 */
public final class AesGcmCipher {

  private static final byte VERSION = 1;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;
  private static final int OVERHEAD = 1 + NONCE_LENGTH + TAG_LENGTH;

  /**
   * Pooled per key. There are many keys, and each cipher has a key schedule of about a kilobyte.
   */
  private static final int CIPHERS = 2;

  private final SecretKey key;
  private final CipherPool ciphers = new CipherPool(AesGcmCipher::cipher, CIPHERS);
  private final SecureRandom random = new SecureRandom();

  private AesGcmCipher(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Returns a cipher with this key.
   *
   * @param key 32 bytes
   */
  public static AesGcmCipher withKey(byte[] key) {
    if (key.length != 32) {
      throw new IllegalArgumentException("an AES-256 key must have 32 bytes");
    }
    return new AesGcmCipher(key);
  }

  /** Encrypts data with the context as additional authenticated data. */
  public byte[] seal(String context, byte[] plain) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] cipherText =
        run(Cipher.ENCRYPT_MODE, nonce, context, plain, 0, plain.length).orElseThrow();
    return ByteBuffer.allocate(1 + NONCE_LENGTH + cipherText.length)
        .put(VERSION)
        .put(nonce)
        .put(cipherText)
        .array();
  }

  /** Decrypts data. Returns empty if key, context and cipher text do not match. */
  public Optional<byte[]> open(String context, byte[] sealed) {
    if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE_LENGTH];
    System.arraycopy(sealed, 1, nonce, 0, NONCE_LENGTH);
    int start = 1 + NONCE_LENGTH;
    return run(Cipher.DECRYPT_MODE, nonce, context, sealed, start, sealed.length - start);
  }

  private Optional<byte[]> run(
      int mode, byte[] nonce, String context, byte[] input, int offset, int length) {
    try {
      return Optional.of(
          ciphers.use(
              cipher -> {
                cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * 8, nonce));
                cipher.updateAAD(new byte[] {VERSION});
                cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
                return cipher.doFinal(input, offset, length);
              }));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform does not support AES-GCM", e);
    }
  }
}
