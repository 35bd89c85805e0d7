/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the error statuses of an operation beyond those that follow from its guard, path and
 * body. Place it on the class of an {@code HttpHandler}, a JAX-RS resource or its method.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ApiErrorResponses.ApiErrorResponsesContainer.class)
public @interface ApiErrorResponses {

  /** The methods or routes, as {@link ApiRequestParameters#on}. */
  String[] on() default {};

  /** The statuses. */
  int[] value();

  /** The type of the error body, if it is not the common error format. */
  Class<?> body() default Void.class;

  /** The media type of such an error body. */
  String as() default "application/json";

  /** Container of repeated annotations. */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @interface ApiErrorResponsesContainer {

    /** The repeated annotations. */
    ApiErrorResponses[] value();
  }
}
