/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import org.lumoauth.api.key.PasswordHasher;

/** Hashes that are the password itself, for tests. */
final class PlainTextPasswordHasher implements PasswordHasher {

  @Override
  public String hash(char[] password) {
    return "plain:" + new String(password);
  }

  @Override
  public boolean matches(char[] password, String hash) {
    return hash(password).equals(hash);
  }

  @Override
  public boolean needsRehash(String hash) {
    return false;
  }
}
