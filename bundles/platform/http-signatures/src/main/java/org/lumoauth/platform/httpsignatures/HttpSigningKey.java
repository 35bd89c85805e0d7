package org.lumoauth.platform.httpsignatures;

/** A key to sign by. */
@FunctionalInterface
public interface HttpSigningKey {

  /** The signature over these bytes, by the one algorithm of the key. */
  byte[] sign(byte[] base);
}
