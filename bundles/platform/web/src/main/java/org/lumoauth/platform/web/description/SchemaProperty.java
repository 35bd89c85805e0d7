package org.lumoauth.platform.web.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a form or a query, or a member of a JSON object. On a component of a record that a
 * body is read into, and on a parameter of a JAX-RS method, name and type are those that it has
 * there.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface SchemaProperty {

  /** Its name. */
  String value() default "";

  /** Whether a request without it is refused. */
  boolean required() default false;

  /** A record, a class of Java's own or an array of such, as it is written in JSON. */
  Class<?> type() default String.class;

  /** All values that it can have; none: that is not said. */
  String[] oneOf() default {};

  /**
   * The {@code lumoauth.kind} whose providers' names are the values that it can have, as long as
   * they are there. On hot endpoints alone.
   */
  String oneOfKind() default "";

  /** What it is, in a few words without a full stop. */
  String description() default "";
}
