/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import java.nio.charset.StandardCharsets;
import org.lumoauth.agents.aauthperson.JsonS256Digest;

/** Computes fixed-length keys of records from their parts: a SHA-256 hash in base64url. */
public final class RecordKeyHash {

  private RecordKeyHash() {}

  /** Returns the key of these parts, which must not contain line breaks. */
  public static String of(String... parts) {
    return JsonS256Digest.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
  }
}
