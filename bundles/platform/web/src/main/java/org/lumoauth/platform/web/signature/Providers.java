package org.lumoauth.platform.web.signature;

import java.util.List;
import java.util.Map;

/** Who provides something just now. */
@FunctionalInterface
public interface Providers {

  /** Nobody: of what is read before anybody is there. */
  Providers NONE = kind -> Map.of();

  /**
   * The providers of a kind.
   *
   * @return what each says by {@link org.lumoauth.platform.web.description.Takes#PARAMETERS}, by
   *     its name
   */
  Map<String, List<String>> of(String kind);
}
