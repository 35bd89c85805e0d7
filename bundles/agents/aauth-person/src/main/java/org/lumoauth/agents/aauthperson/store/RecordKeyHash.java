package org.lumoauth.agents.aauthperson.store;

import java.nio.charset.StandardCharsets;
import org.lumoauth.agents.aauthperson.S256Digest;

/** Names what is kept by what it is of, whatever its length: a SHA-256 hash, base64url. */
public final class RecordKeyHash {

  private RecordKeyHash() {}

  /** The key of these texts, none of which has a line break. */
  public static String of(String... parts) {
    return S256Digest.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
  }
}
