package org.lumoauth.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The body of one thing: {@code {data, message?}}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataBody<T>(T data, String message) {

  public static <T> DataBody<T> of(T data) {
    return new DataBody<>(data, null);
  }
}
