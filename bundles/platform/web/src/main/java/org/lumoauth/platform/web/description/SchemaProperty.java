/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a form or query parameter, or a member of a JSON object. On a record component of a
 * body and on a JAX-RS method parameter, name and type come from that element.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface SchemaProperty {

  /** The name. */
  String value() default "";

  /** Whether a request without it is rejected. */
  boolean required() default false;

  /** A record, a JDK class or an array of these, as serialized to JSON. */
  Class<?> type() default String.class;

  /** All allowed values; empty if they are not declared. */
  String[] oneOf() default {};

  /**
   * The {@code lumoauth.kind} of the providers that, while registered, define the allowed values by
   * their names. Only for {@code HttpHandler} endpoints.
   */
  String oneOfKind() default "";

  /** A short description without a full stop. */
  String description() default "";
}
