/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.cipher;

import java.security.GeneralSecurityException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import javax.crypto.Cipher;

/**
 * A pool of ciphers, because looking one up at the providers costs more than its use. A few are
 * pooled for concurrent callers.
 */
final class CipherPool {

  /** Work with a cipher, including its initialization. */
  interface CipherWork<T> {
    T apply(Cipher cipher) throws GeneralSecurityException;
  }

  private final Supplier<Cipher> maker;
  private final BlockingQueue<Cipher> free;

  /**
   * Creates a pool.
   *
   * @param maker creates a cipher
   * @param most the maximum number of pooled ciphers
   */
  CipherPool(Supplier<Cipher> maker, int most) {
    this.maker = maker;
    this.free = new ArrayBlockingQueue<>(most);
  }

  /** Runs work with exclusive use of a cipher. */
  <T> T use(CipherWork<T> work) throws GeneralSecurityException {
    Cipher known = free.poll();
    Cipher cipher = known == null ? maker.get() : known;
    T result = work.apply(cipher);
    free.offer(cipher); // not after a failure, because the state is unknown
    return result;
  }
}
