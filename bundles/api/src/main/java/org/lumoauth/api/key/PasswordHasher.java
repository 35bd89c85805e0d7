package org.lumoauth.api.key;

/** Hashes of passwords that people choose. */
public interface PasswordHasher {

  /**
   * Hashes with Argon2id and a new salt.
   *
   * @return in PHC string format
   */
  String hash(char[] password);

  /** Whether the password has this hash. Takes as long for a hash that is null. */
  boolean matches(char[] password, String hash);

  /** Whether the hash was made with weaker settings than are now in force. */
  boolean needsRehash(String hash);
}
