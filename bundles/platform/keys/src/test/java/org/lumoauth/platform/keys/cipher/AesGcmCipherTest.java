/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.cipher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AesGcmCipherTest {

  private static final byte[] PLAIN = {1, 2, 3};

  private final AesGcmCipher cipher = AesGcmCipher.withKey(new byte[32]);

  @Test
  void decryptsItsOwnCiphertext() {
    assertArrayEquals(PLAIN, cipher.open("here", cipher.seal("here", PLAIN)).orElseThrow());
  }

  @Test
  void rejectsCiphertextOfAnotherContext() {
    assertTrue(cipher.open("there", cipher.seal("here", PLAIN)).isEmpty());
  }

  @Test
  void rejectsCiphertextOfAnotherKey() {
    byte[] other = new byte[32];
    other[0] = 1;

    assertTrue(AesGcmCipher.withKey(other).open("here", cipher.seal("here", PLAIN)).isEmpty());
  }

  @Test
  void rejectsCiphertextWithAnyFlippedBit() {
    byte[] sealed = cipher.seal("here", PLAIN);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] turned = sealed.clone();
      turned[bit / 8] ^= (byte) (1 << bit % 8);
      assertTrue(cipher.open("here", turned).isEmpty(), "bit " + bit);
    }
  }

  @Test
  void rejectsTruncatedCiphertext() {
    byte[] sealed = cipher.seal("here", PLAIN);
    for (int length = 0; length < sealed.length; length++) {
      assertTrue(cipher.open("here", Arrays.copyOf(sealed, length)).isEmpty());
    }
  }

  @Test
  void encryptsSamePlaintextDifferently() {
    assertFalse(Arrays.equals(cipher.seal("here", PLAIN), cipher.seal("here", PLAIN)));
  }

  @Test
  void usesUniqueNonces() {
    Set<String> nonces =
        IntStream.range(0, 1_000)
            .mapToObj(each -> HexFormat.of().formatHex(cipher.seal("here", PLAIN), 1, 13))
            .collect(Collectors.toSet());

    assertEquals(1_000, nonces.size());
  }

  @Test
  void decryptsAfterFailedDecryption() {
    byte[] sealed = cipher.seal("here", PLAIN);
    cipher.open("there", sealed);

    assertArrayEquals(PLAIN, cipher.open("here", sealed).orElseThrow());
  }

  @Test
  void encryptsAndDecryptsConcurrently() {
    long wrong =
        IntStream.range(0, 20_000)
            .parallel()
            .filter(
                each -> {
                  byte[] plain = Integer.toString(each).getBytes(StandardCharsets.US_ASCII);
                  String context = "of " + each;
                  byte[] sealed = cipher.seal(context, plain);
                  return cipher.open("of none", sealed).isPresent()
                      || !Arrays.equals(plain, cipher.open(context, sealed).orElse(PLAIN));
                })
            .count();

    assertEquals(0, wrong);
  }
}
