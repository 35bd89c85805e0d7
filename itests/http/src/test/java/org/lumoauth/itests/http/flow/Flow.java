package org.lumoauth.itests.http.flow;

import org.junit.jupiter.api.function.Executable;

/** Something that is begun by one request and ended by a later one. */
@FunctionalInterface
public interface Flow {

  /** Does the first half: what this gives is to be done, and to hold, later. */
  Executable begin() throws Exception;
}
