/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.cipher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class CipherPoolTest {

  private final AtomicInteger made = new AtomicInteger();
  private final CipherPool ciphers = new CipherPool(this::make, 1);

  private Cipher make() {
    made.incrementAndGet();
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Cipher one() throws GeneralSecurityException {
    return ciphers.use(cipher -> cipher);
  }

  @Test
  void reusesIdleCipher() throws GeneralSecurityException {
    assertSame(one(), one());
    assertEquals(1, made.get());
  }

  @Test
  void doesNotShareCipherInUse() throws GeneralSecurityException {
    ciphers.use(
        mine -> {
          assertNotSame(mine, one());
          return mine;
        });
  }

  @Test
  void limitsIdleCiphers() throws GeneralSecurityException {
    ciphers.use(mine -> ciphers.use(another -> another));
    ciphers.use(mine -> ciphers.use(another -> another));

    assertEquals(3, made.get());
  }

  @Test
  void discardsFailedCipher() throws GeneralSecurityException {
    var failed = one();
    assertThrows(
        GeneralSecurityException.class,
        () ->
            ciphers.use(
                cipher -> {
                  assertSame(failed, cipher);
                  throw new GeneralSecurityException();
                }));

    assertNotSame(failed, one());
  }
}
