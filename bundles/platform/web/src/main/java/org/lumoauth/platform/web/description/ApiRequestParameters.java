/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the request parameters or body of an operation. Place it on the class of an {@code
 * HttpHandler}, or on a JAX-RS method with a map body or a body read outside JAX-RS. It is next to
 * the code that reads the request, so that both change together.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ApiRequestParameters.ApiRequestParametersContainer.class)
public @interface ApiRequestParameters {

  /**
   * Service property of a provider (a grant, a client authentication method): the parameters that
   * it reads, each as its name, a space and a short description; the name may be followed by its
   * values: {@code display=page|popup How it is shown}. Endpoints that list its kind in {@link
   * #ofKinds} accept them while the provider is registered.
   */
  String PARAMETERS = "lumoauth.web.parameters";

  /** The encoding of the members. */
  enum ParameterEncoding {
    /** {@code application/json}. */
    JSON,
    /** {@code application/x-www-form-urlencoded}; in the query of a {@code GET}. */
    FORM,
    /** Either a form or JSON. */
    FORM_OR_JSON,
    /** The query, for any method. */
    QUERY,
    /** Headers. */
    HEADERS
  }

  /**
   * The methods or complete routes of an {@code HttpHandler} to which this applies: {@code POST},
   * or {@code POST ~/oauth/token}. Empty: all except {@code OPTIONS}.
   */
  String[] on() default {};

  /** The encoding of the members. */
  ParameterEncoding encoding() default ParameterEncoding.JSON;

  /** The record that a JSON body is read into; its components are the members. */
  Class<?> value() default Void.class;

  /** Members that no record declares. */
  SchemaProperty[] members() default {};

  /** The provider kinds that add their {@link #PARAMETERS} to this operation. */
  String[] ofKinds() default {};

  /** Whether the body may be absent. */
  boolean optional() default false;

  /** Container of repeated annotations. */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @interface ApiRequestParametersContainer {

    /** The repeated annotations. */
    ApiRequestParameters[] value();
  }
}
