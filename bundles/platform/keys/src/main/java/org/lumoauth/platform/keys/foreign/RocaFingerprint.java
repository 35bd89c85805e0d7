package org.lumoauth.platform.keys.foreign;

import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * Recognizes RSA moduli of the generator of CVE-2017-15361, which can be factored: modulo each of
 * these primes they are powers of 65537, which others are by chance once in 2^27 or rarer.
 */
final class RocaFingerprint {

  private static final int GENERATOR = 65_537;
  private static final int[] PRIMES =
      IntStream.rangeClosed(3, 167)
          .filter(n -> BigInteger.valueOf(n).isProbablePrime(30))
          .toArray();

  private RocaFingerprint() {}

  static boolean shows(BigInteger modulus) {
    for (int prime : PRIMES) {
      if (!isPower(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPower(int residue, int prime) {
    int power = 1;
    do {
      if (power == residue) {
        return true;
      }
      power = power * (GENERATOR % prime) % prime;
    } while (power != 1);
    return false;
  }
}
