/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.code;

import org.lumoauth.api.store.PendingWrite;

/** A code that is being stored. The caller must close it. */
public final class AuthorizationCodePendingWrite implements AutoCloseable {

  private final String code;
  private final PendingWrite change;

  AuthorizationCodePendingWrite(String code, PendingWrite change) {
    this.code = code;
    this.change = change;
  }

  /** Waits until the code is stored, then returns it. */
  public String awaitStored() {
    change.awaitResult(); // A collision of 256 random bits is not expected, so the result is not
    // checked.
    return code;
  }

  @Override
  public void close() {
    change.close();
  }
}
