package org.lumoauth.itests.http;

import java.security.KeyPair;
import java.util.ArrayDeque;
import java.util.Queue;
import org.lumoauth.testkit.builder.JwtSigner;

/** Gives a few RSA keys in turn, each under the id that is asked for: to make one takes long. */
final class RsaKeys {
  private static final int KEYS = 4;

  private final Queue<KeyPair> pairs = new ArrayDeque<>();

  /** Another key than the last three. */
  synchronized JwtSigner next(String kid) {
    JwtSigner signer =
        pairs.size() < KEYS ? JwtSigner.rs256(kid) : new JwtSigner(pairs.remove(), "RS256", kid);
    pairs.add(signer.keys());
    return signer;
  }
}
