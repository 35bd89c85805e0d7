/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects the Argon2id implementation: native if it loads, otherwise Bouncy Castle. Selected at the
 * first hash, so that a server without password sign-ins loads neither.
 */
final class Argon2ImplementationSelector {

  private static final Logger LOG = LoggerFactory.getLogger(Argon2ImplementationSelector.class);

  private final Supplier<Optional<Argon2idFunction>> fast;
  private @Nullable Argon2idFunction chosen;

  Argon2ImplementationSelector(Supplier<Optional<Argon2idFunction>> fast) {
    this.fast = fast;
  }

  /** Returns a selector that prefers the native implementation. */
  static Argon2ImplementationSelector fastest() {
    return new Argon2ImplementationSelector(NativeArgon2id::load);
  }

  /** Returns a selector without native code. */
  static Argon2ImplementationSelector bouncyCastle() {
    return new Argon2ImplementationSelector(Optional::empty);
  }

  synchronized Argon2idFunction get() {
    if (chosen == null) {
      chosen = loaded().orElseGet(BouncyCastleArgon2id::new);
      LOG.info("password-hash.chosen: {}", chosen.name());
    }
    return chosen;
  }

  private Optional<Argon2idFunction> loaded() {
    try {
      return fast.get();
    } catch (LinkageError | IllegalStateException e) {
      LOG.debug("password-hash.native-absent: {}", e.toString());
      return Optional.empty();
    }
  }
}
