/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import org.lumoauth.api.key.PasswordHasher;

/** A fast fake that reverses the password instead of hashing it. */
public final class ReversingPasswordHasher implements PasswordHasher {

  /** How often a password was compared. */
  public int compared;

  /** The hash that counts as too weak. */
  public String weak;

  @Override
  public String hash(char[] password) {
    return new StringBuilder().append(password).reverse().toString();
  }

  @Override
  public boolean matches(char[] password, String hash) {
    compared++;
    return hash(password).equals(strong(hash));
  }

  @Override
  public boolean needsRehash(String hash) {
    return hash.equals(weak);
  }

  /** What a weak hash would be if it were made today: it begins with a mark. */
  private static String strong(String hash) {
    return hash != null && hash.startsWith("weak:") ? hash.substring(5) : hash;
  }
}
