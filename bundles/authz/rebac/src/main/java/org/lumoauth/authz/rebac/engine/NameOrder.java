package org.lumoauth.authz.rebac.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of names: that of their bytes in UTF-8, as in the database. */
public final class NameOrder {

  /** The order. */
  public static final Comparator<String> ORDER =
      (left, right) ->
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  private NameOrder() {}
}
