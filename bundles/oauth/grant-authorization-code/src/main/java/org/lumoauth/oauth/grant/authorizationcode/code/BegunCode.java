package org.lumoauth.oauth.grant.authorizationcode.code;

import org.lumoauth.api.store.BegunChange;

/** A code that is being kept; to be closed by whoever began it. */
public final class BegunCode implements AutoCloseable {

  private final String code;
  private final BegunChange change;

  BegunCode(String code, BegunChange change) {
    this.code = code;
    this.change = change;
  }

  /** The code, once it is good. */
  public String kept() {
    change.made(); // nobody else has a code of so many random bits
    return code;
  }

  @Override
  public void close() {
    change.close();
  }
}
