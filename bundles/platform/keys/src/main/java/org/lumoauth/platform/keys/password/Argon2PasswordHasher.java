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
import org.lumoauth.api.key.PasswordHasher;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.password.Argon2Hash.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Argon2id (RFC 9106), native where the machine has it. At most so many hashes are made at a time
 * and so many wait for their turn, first come first served, so that a flood of logins exhausts
 * neither memory nor threads.
 */
@Component(configurationPid = KeysConfig.PID)
public final class Argon2PasswordHasher implements PasswordHasher {

  private static final int SALT_LENGTH = 16;
  private static final int HASH_LENGTH = 32;
  private static final long PATIENCE_SECONDS = 5;
  // Each waits in a thread of the server's: a flood must leave some for everybody else.
  private static final int MAX_WAITING = 64;

  private final Settings settings;
  private final Semaphore turns;
  private final HashingThreads threads;
  private final int maxWaiting;
  private final SecureRandom random = new SecureRandom();
  private final Argon2Hash nobody;
  private final Argon2Choice argon2;

  @Activate
  public Argon2PasswordHasher(KeysConfig config) {
    this(
        new Settings(config.argon2MemoryKib(), config.argon2Passes(), 1),
        config.passwordHashesAtOnce(),
        MAX_WAITING,
        config.cryptoProvider().equals("jdk")
            ? Argon2Choice.bouncyCastle()
            : Argon2Choice.fastest());
  }

  Argon2PasswordHasher(Settings settings, int atOnce) {
    this(settings, atOnce, MAX_WAITING, Argon2Choice.fastest());
  }

  Argon2PasswordHasher(Settings settings, int atOnce, int maxWaiting, Argon2Choice argon2) {
    if (!settings.allowed()) {
      throw new IllegalArgumentException(
          "Argon2id needs a pass, a lane and 8 KiB a lane at least (RFC 9106): " + settings);
    }
    this.settings = settings;
    this.argon2 = argon2;
    this.maxWaiting = maxWaiting;
    int count = atOnce > 0 ? atOnce : Runtime.getRuntime().availableProcessors();
    this.turns = new Semaphore(count, true);
    this.threads = new HashingThreads(count);
    this.nobody = new Argon2Hash(settings, new byte[SALT_LENGTH], new byte[HASH_LENGTH]);
  }

  @Override
  public String hash(char[] password) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    return new Argon2Hash(settings, salt, compute(password, settings, salt, HASH_LENGTH)).format();
  }

  @Override
  public boolean matches(char[] password, String hash) {
    Optional<Argon2Hash> known = Optional.ofNullable(hash).flatMap(Argon2Hash::parse);
    Argon2Hash against = known.orElse(nobody);
    byte[] computed = compute(password, against.settings(), against.salt(), against.hash().length);
    return MessageDigest.isEqual(computed, against.hash()) & known.isPresent();
  }

  @Override
  public boolean outdated(String hash) {
    return Argon2Hash.parse(hash).map(known -> known.settings().weakerThan(settings)).orElse(true);
  }

  private byte[] compute(char[] password, Settings cost, byte[] salt, int length) {
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

  /** NIST SP 800-63B-4 section 3.1.1.2: the same password typed on another keyboard is the same. */
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

  private static Problem tooMany() {
    return new Problem(
        503, "temporarily_unavailable", "Too many sign-ins are under way; try again shortly.");
  }
}
