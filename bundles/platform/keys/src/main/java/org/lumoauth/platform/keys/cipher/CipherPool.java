package org.lumoauth.platform.keys.cipher;

import java.security.GeneralSecurityException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import javax.crypto.Cipher;

/**
 * Ciphers that were used before: finding one at the providers costs more than what it is used for.
 * A few are kept, for those who come at the same time.
 */
final class CipherPool {

  /** What is done with a cipher, from its initialization on. */
  interface CipherWork<T> {
    T apply(Cipher cipher) throws GeneralSecurityException;
  }

  private final Supplier<Cipher> maker;
  private final BlockingQueue<Cipher> free;

  /**
   * @param maker makes another
   * @param most how many are kept
   */
  CipherPool(Supplier<Cipher> maker, int most) {
    this.maker = maker;
    this.free = new ArrayBlockingQueue<>(most);
  }

  /** Has the work done by a cipher that nobody else has meanwhile. */
  <T> T use(CipherWork<T> work) throws GeneralSecurityException {
    Cipher known = free.poll();
    Cipher cipher = known == null ? maker.get() : known;
    T result = work.apply(cipher);
    free.offer(cipher); // not where it failed: nobody knows in which state it is
    return result;
  }
}
