/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Compares names by their UTF-8 bytes, as the database does. */
public final class Utf8NameComparator {

  /** The comparator. */
  public static final Comparator<String> ORDER =
      (left, right) ->
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  private Utf8NameComparator() {}
}
