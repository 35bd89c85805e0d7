/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class Argon2ImplementationSelectorTest {

  @Test
  void selectsNativeLibraryIfItLoads() {
    assertInstanceOf(NativeArgon2id.class, Argon2ImplementationSelector.fastest().get());
  }

  @Test
  void selectsBouncyCastleIfLibraryDoesNotLink() {
    var choice =
        new Argon2ImplementationSelector(
            () -> {
              throw new UnsatisfiedLinkError("no such library");
            });

    assertInstanceOf(BouncyCastleArgon2id.class, choice.get());
  }

  @Test
  void selectsBouncyCastleIfFirstHashFails() {
    var choice =
        new Argon2ImplementationSelector(
            () -> {
              throw new IllegalStateException("memory allocation error");
            });

    assertInstanceOf(BouncyCastleArgon2id.class, choice.get());
  }

  @Test
  void selectsBouncyCastleIfSelfTestFails() {
    assertInstanceOf(
        BouncyCastleArgon2id.class, new Argon2ImplementationSelector(Optional::empty).get());
  }

  @Test
  void selectsImplementationOnceAndLazily() {
    var loads = new AtomicInteger();
    var choice =
        new Argon2ImplementationSelector(
            () -> {
              loads.incrementAndGet();
              return Optional.empty();
            });
    assertSame(0, loads.get());

    assertSame(choice.get(), choice.get());
    assertSame(1, loads.get());
  }
}
