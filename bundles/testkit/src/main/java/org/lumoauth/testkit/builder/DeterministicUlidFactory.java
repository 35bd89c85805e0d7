/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

/** Creates valid ULIDs that are the same in every run. */
final class DeterministicUlidFactory {

  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private DeterministicUlidFactory() {}

  /** Returns the ULID of this text: 26 characters, the same for the same text. */
  static String of(String text) {
    var out = new StringBuilder("01K9Z3V7Q8");
    long state = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      state = (state ^ text.charAt(i)) * 0x100000001b3L;
    }
    while (out.length() < 26) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      out.append(CROCKFORD.charAt((int) (state >>> 59)));
    }
    return out.toString();
  }
}
