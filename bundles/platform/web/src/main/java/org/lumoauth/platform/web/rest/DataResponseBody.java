/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import javax.ws.rs.core.Response;

/** The response body of a single resource: {@code {data, message?}}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataResponseBody<T>(T data, String message) {

  public static <T> DataResponseBody<T> of(T data) {
    return new DataResponseBody<>(data, null);
  }

  /** Returns the response 201 for a created resource. */
  public static <T> Response created(T data, String message) {
    return Response.status(Response.Status.CREATED)
        .entity(new DataResponseBody<>(data, message))
        .build();
  }
}
