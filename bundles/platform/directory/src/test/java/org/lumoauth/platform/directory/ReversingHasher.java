package org.lumoauth.platform.directory;

import org.lumoauth.api.key.PasswordHasher;

/** Quick, and no hash at all. */
final class ReversingHasher implements PasswordHasher {

  @Override
  public String hash(char[] password) {
    return new StringBuilder().append(password).reverse().toString();
  }

  @Override
  public boolean matches(char[] password, String hash) {
    return hash(password).equals(hash);
  }

  @Override
  public boolean outdated(String hash) {
    return false;
  }
}
