/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a success response of an operation. Place it on the class of an {@code HttpHandler}, or
 * on a JAX-RS method that returns a {@code Response}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ApiResponse.ApiResponseContainer.class)
public @interface ApiResponse {

  /**
   * Service property of a provider (a grant, a source of claims): the members that it adds to a
   * response, each as its name, a space and a short description; the name may be followed by its
   * JSON Schema type if that is not string: {@code updated_at:integer When that was}. Operations
   * that list its kind in {@link #ofKinds} return them while the provider is registered.
   */
  String PROVIDED = "lumoauth.web.answers";

  /** The methods or routes, as {@link ApiRequestParameters#on}. */
  String[] on() default {};

  /** The status. */
  int status() default 200;

  /** The type of the JSON body; {@code Void} if it is not declared. */
  Class<?> value() default Void.class;

  /** Members that no record declares. */
  SchemaProperty[] members() default {};

  /** The provider kinds that add their {@link #PROVIDED} members to this response. */
  String[] ofKinds() default {};

  /** Container of repeated annotations. */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @interface ApiResponseContainer {

    /** The repeated annotations. */
    ApiResponse[] value();
  }
}
