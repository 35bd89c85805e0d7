package org.lumoauth.oauth.grant.authorizationcode.code;

import org.lumoauth.api.store.PendingWrite;

/** A code that is being kept; to be closed by whoever began it. */
public final class PendingAuthorizationCode implements AutoCloseable {

  private final String code;
  private final PendingWrite change;

  PendingAuthorizationCode(String code, PendingWrite change) {
    this.code = code;
    this.change = change;
  }

  /** The code, once it is good. */
  public String awaitStored() {
    change.awaitResult(); // nobody else has a code of so many random bits
    return code;
  }

  @Override
  public void close() {
    change.close();
  }
}
