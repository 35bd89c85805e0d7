package org.lumoauth.platform.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The response body of a single resource: {@code {data, message?}}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataResponseBody<T>(T data, String message) {

  public static <T> DataResponseBody<T> of(T data) {
    return new DataResponseBody<>(data, null);
  }
}
