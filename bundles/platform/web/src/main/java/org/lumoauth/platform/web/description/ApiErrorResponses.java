package org.lumoauth.platform.web.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The statuses by which an operation refuses, beyond those that follow from its guard, its path and
 * its body: on the class of a hot endpoint, on a JAX-RS resource or on its method.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ApiErrorResponses.ApiErrorResponsesContainer.class)
public @interface ApiErrorResponses {

  /** As {@link ApiRequestParameters#on}. */
  String[] on() default {};

  /** The statuses. */
  int[] value();

  /** What the refusal is written from, where it is not in the common format. */
  Class<?> body() default Void.class;

  /** The media type of such a refusal. */
  String as() default "application/json";

  /** Several. */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @interface ApiErrorResponsesContainer {

    /** The several. */
    ApiErrorResponses[] value();
  }
}
