package org.lumoauth.platform.web.signature;

import java.util.List;
import java.util.Map;

/** Who provides something just now. */
@FunctionalInterface
public interface Providers {

  /** Nobody: of what is read before anybody is there. */
  Providers NONE = (kind, property) -> Map.of();

  /**
   * The providers of a kind.
   *
   * @param property {@link org.lumoauth.platform.web.description.Takes#PARAMETERS} or {@link
   *     org.lumoauth.platform.web.description.AnswersWith#PROVIDED}
   * @return what each says by it, by its name
   */
  Map<String, List<String>> of(String kind, String property);
}
