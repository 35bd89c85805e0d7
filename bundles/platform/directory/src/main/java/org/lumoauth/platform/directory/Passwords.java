package org.lumoauth.platform.directory;

import org.lumoauth.api.key.PasswordHasher;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The rules for passwords, and their hashes. Long rather than complicated: no rules about kinds of
 * characters, none about age (NIST SP 800-63B-4 section 3.1.1.2).
 */
@Component(service = Passwords.class, configurationPid = "org.lumoauth.platform.directory")
@Designate(ocd = DirectoryConfig.class)
public final class Passwords {
  private static final int LOWEST_MINIMUM = 8;
  private static final int MAX_LENGTH = 1024;

  private final PasswordHasher hasher;
  private final int minLength;

  @Activate
  public Passwords(@Reference PasswordHasher hasher, DirectoryConfig config) {
    this(hasher, config.passwordMinLength());
  }

  Passwords(PasswordHasher hasher, int minLength) {
    this.hasher = hasher;
    this.minLength = Math.max(minLength, LOWEST_MINIMUM);
  }

  /**
   * Hashes a new password.
   *
   * @param email the user's address, which the password may not be
   * @throws Problem 422 {@code validation_error} if it is not one to use
   */
  String hash(String password, String email) {
    check(password, email);
    return hasher.hash(password.toCharArray());
  }

  private void check(String password, String email) {
    int length = password.codePointCount(0, password.length());
    if (length < minLength) {
      throw refused("password has at least " + minLength + " characters.");
    }
    if (length > MAX_LENGTH) {
      throw refused("password has at most " + MAX_LENGTH + " characters.");
    }
    if (password.indexOf('\0') >= 0) {
      throw refused("password has no NUL character.");
    }
    if (password.equalsIgnoreCase(email) || password.codePoints().distinct().count() < 2) {
      throw refused("password is too easy to guess.");
    }
  }

  private static Problem refused(String message) {
    return Problem.invalid("password", message);
  }
}
