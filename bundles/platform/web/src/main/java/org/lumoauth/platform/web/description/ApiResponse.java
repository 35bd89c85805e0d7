package org.lumoauth.platform.web.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation answers to a request that is good: on the class of a hot endpoint, or on a
 * JAX-RS method that returns a {@code Response}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ApiResponse.ApiResponseContainer.class)
public @interface ApiResponse {

  /**
   * Service property of a provider (a grant, a source of claims): the members that it adds to an
   * answer, each its name, a space and a few words; behind the name may stand its type where that
   * is no text: {@code updated_at:integer When that was}, one of JSON Schema's. The operations that
   * name its kind in {@link #ofKinds} answer with them while it is there.
   */
  String PROVIDED = "lumoauth.web.answers";

  /** As {@link ApiRequestParameters#on}. */
  String[] on() default {};

  /** The status. */
  int status() default 200;

  /** What its JSON is written from; {@code Void}: that is not said. */
  Class<?> value() default Void.class;

  /** Members that no record names. */
  SchemaProperty[] members() default {};

  /** The kinds of providers whose members by {@link #PROVIDED} it answers with too. */
  String[] ofKinds() default {};

  /** Several. */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @interface ApiResponseContainer {

    /** The several. */
    ApiResponse[] value();
  }
}
