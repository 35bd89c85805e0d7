package org.lumoauth.platform.web.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation takes and answers, as far as its code says: parts of an OpenAPI 3.1 document.
 *
 * @param parameters Parameter Objects: those of the query and of headers
 * @param body whether it needs a body; empty: it takes none, or that is not known
 * @param status of the answer to a request that is good; empty: there are several
 * @param answer the schema of that answer; empty: nothing is known of it
 */
public record Signature(
    List<Map<String, Object>> parameters,
    Optional<Boolean> body,
    Optional<String> status,
    Map<String, Object> answer) {

  /** Of an operation whose code says nothing. */
  public static final Signature UNKNOWN =
      new Signature(List.of(), Optional.empty(), Optional.empty(), Map.of());
}
