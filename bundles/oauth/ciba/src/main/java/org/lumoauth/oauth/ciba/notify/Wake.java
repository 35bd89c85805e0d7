package org.lumoauth.oauth.ciba.notify;

/** Has what is due done now. */
public interface Wake {

  /** Returns at once. */
  void wake();
}
