package org.lumoauth.platform.web.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation takes and answers, as far as its code says: parts of an OpenAPI 3.1 document.
 *
 * @param parameters Parameter Objects: those of the query and of headers
 * @param body what it takes as the body; empty: none, or that is not known
 * @param answers the schema of each answer to a request that is good, by its status; none: that is
 *     not known
 * @param refusals what it says of itself that it refuses with: the content of the answer by its
 *     status; empty where that is in the common format
 */
public record OperationSignature(
    List<Map<String, Object>> parameters,
    Optional<OperationBody> body,
    Map<String, Map<String, Object>> answers,
    Map<Integer, Map<String, Object>> refusals) {

  /** Of an operation whose code says nothing. */
  public static final OperationSignature UNKNOWN =
      new OperationSignature(List.of(), Optional.empty(), Map.of(), Map.of());

  /**
   * A body.
   *
   * @param needed whether a request without it is refused
   * @param types the media types, at least one
   * @param schema of what is in it
   */
  public record OperationBody(boolean needed, List<String> types, Map<String, Object> schema) {
    /** JSON. */
    public static final String JSON = "application/json";

    /** A form. */
    public static final String FORM = "application/x-www-form-urlencoded";

    /** A body of JSON. */
    public static OperationBody json(boolean needed, Map<String, Object> schema) {
      return new OperationBody(needed, List.of(JSON), schema);
    }
  }
}
