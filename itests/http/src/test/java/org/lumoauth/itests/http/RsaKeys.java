package org.lumoauth.itests.http;

import java.security.KeyPair;
import java.util.ArrayDeque;
import java.util.Queue;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Gives a few RSA keys in turn, each under the id that is asked for: to make one takes long. */
final class RsaKeys {
  private static final int KEYS = 4;

  private final Queue<KeyPair> pairs = new ArrayDeque<>();

  /** Another key than the last three. */
  synchronized TestJwtSigner next(String kid) {
    TestJwtSigner signer =
        pairs.size() < KEYS
            ? TestJwtSigner.rs256(kid)
            : new TestJwtSigner(pairs.remove(), "RS256", kid);
    pairs.add(signer.keys());
    return signer;
  }
}
