package org.lumoauth.oauth.ciba.notify;

/** Has what is due done now. */
public interface CibaWakeSignal {

  /** Returns at once. */
  void wake();
}
