/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The request and response types of an operation as far as its code declares them: parts of an
 * OpenAPI 3.1 document.
 *
 * @param parameters Parameter Objects of the query and of headers
 * @param body the request body; empty if there is none or it is unknown
 * @param answers the schema of each success response by its status; empty if unknown
 * @param refusals the declared error responses: the content by status; empty content for the common
 *     format
 */
public record OperationSchema(
    List<Map<String, Object>> parameters,
    Optional<OperationBody> body,
    Map<String, Map<String, Object>> answers,
    Map<Integer, Map<String, Object>> refusals) {

  /** The signature of an operation that declares nothing. */
  public static final OperationSchema UNKNOWN =
      new OperationSchema(List.of(), Optional.empty(), Map.of(), Map.of());

  /**
   * A request body.
   *
   * @param needed whether a request without it is rejected
   * @param types the media types, at least one
   * @param schema the schema of the content
   */
  public record OperationBody(boolean needed, List<String> types, Map<String, Object> schema) {
    /** JSON. */
    public static final String JSON = "application/json";

    /** A form. */
    public static final String FORM = "application/x-www-form-urlencoded";

    /** Creates a JSON body. */
    public static OperationBody json(boolean needed, Map<String, Object> schema) {
      return new OperationBody(needed, List.of(JSON), schema);
    }
  }
}
