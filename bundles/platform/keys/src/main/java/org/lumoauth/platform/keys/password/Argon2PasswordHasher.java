/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.key.PasswordHasher;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.password.Argon2Hash.Argon2CostParameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Hashes passwords with Argon2id (RFC 9106), with a native implementation if available. The numbers
 * of concurrent and of waiting hashes are limited, in first-come order, so that many sign-ins
 * exhaust neither memory nor threads.
 */
@Component(configurationPid = KeysConfig.PID)
public final class Argon2PasswordHasher implements PasswordHasher {

  private static final int SALT_LENGTH = 16;
  private static final int HASH_LENGTH = 32;
  private static final long PATIENCE_SECONDS = 5;
  // Each waits in a server thread; some threads must remain available for other requests.
  private static final int MAX_WAITING = 64;

  private final Argon2CostParameters settings;
  private final Semaphore turns;
  private final PasswordHashingExecutor threads;
  private final int maxWaiting;
  private final SecureRandom random = new SecureRandom();
  private final Argon2Hash nobody;
  private final Argon2ImplementationSelector argon2;

  @Activate
  public Argon2PasswordHasher(KeysConfig config) {
    this(
        new Argon2CostParameters(config.argon2MemoryKib(), config.argon2Passes(), 1),
        config.passwordHashesAtOnce(),
        MAX_WAITING,
        config.cryptoProvider().equals("jdk")
            ? Argon2ImplementationSelector.bouncyCastle()
            : Argon2ImplementationSelector.fastest());
  }

  Argon2PasswordHasher(Argon2CostParameters settings, int atOnce) {
    this(settings, atOnce, MAX_WAITING, Argon2ImplementationSelector.fastest());
  }

  Argon2PasswordHasher(
      Argon2CostParameters settings,
      int atOnce,
      int maxWaiting,
      Argon2ImplementationSelector argon2) {
    if (!settings.isAllowed()) {
      throw new IllegalArgumentException(
          "Argon2id requires at least one pass, one lane and 8 KiB per lane (RFC "
              + "9106): "
              + settings);
    }
    this.settings = settings;
    this.argon2 = argon2;
    this.maxWaiting = maxWaiting;
    int count = atOnce > 0 ? atOnce : Runtime.getRuntime().availableProcessors();
    this.turns = new Semaphore(count, true);
    this.threads = new PasswordHashingExecutor(count);
    this.nobody = new Argon2Hash(settings, new byte[SALT_LENGTH], new byte[HASH_LENGTH]);
  }

  @Override
  public String hash(char[] password) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    return new Argon2Hash(settings, salt, compute(password, settings, salt, HASH_LENGTH)).format();
  }

  @Override
  @SuppressWarnings("ShortCircuitBoolean") // takes the same time for every outcome
  public boolean matches(char[] password, @Nullable String hash) {
    Optional<Argon2Hash> known = Optional.ofNullable(hash).flatMap(Argon2Hash::parse);
    Argon2Hash against = known.orElse(nobody);
    byte[] computed = compute(password, against.settings(), against.salt(), against.hash().length);
    return MessageDigest.isEqual(computed, against.hash()) & known.isPresent();
  }

  @Override
  public boolean needsRehash(String hash) {
    return Argon2Hash.parse(hash)
        .map(known -> known.settings().isWeakerThan(settings))
        .orElse(true);
  }

  private byte[] compute(char[] password, Argon2CostParameters cost, byte[] salt, int length) {
    byte[] text = normalized(password);
    try {
      takeTurn();
      try {
        return threads.run(() -> argon2.get().hash(text, cost, salt, length));
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooMany();
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * NIST SP 800-63B-4 section 3.1.1.2: normalizes the password, so that different keyboards produce
   * the same password.
   */
  private static byte[] normalized(char[] password) {
    return Normalizer.normalize(CharBuffer.wrap(password), Normalizer.Form.NFKC)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void takeTurn() throws InterruptedException {
    if (!turns.tryAcquire(0, TimeUnit.SECONDS)
        && (turns.getQueueLength() >= maxWaiting
            || !turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))) {
      throw tooMany();
    }
  }

  private static ApiException tooMany() {
    return new ApiException(
        503, "temporarily_unavailable", "Too many sign-ins are in progress. Try again shortly.");
  }
}
